select id from form_version where form = 'commune' and number = 1;
