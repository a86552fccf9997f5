drop table rule_pack;
