drop table decision;
drop table proposal;
drop table programme;
