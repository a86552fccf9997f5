select content, published_at, published_by from form_version where form = 'commune' and number = 1;
