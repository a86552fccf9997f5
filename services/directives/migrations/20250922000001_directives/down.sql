drop table attachment;
drop table number_taken;
drop table term;
drop table number_book;
drop table clause;
drop table directive;
