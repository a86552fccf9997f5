drop table team;
drop table person_file;
