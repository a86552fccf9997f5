drop table target;
drop table declaration;
