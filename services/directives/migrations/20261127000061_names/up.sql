-- Names of people are in person alone, by the subjects that stand here. There is no way back: the columns held what a
-- person was called at that time.
alter table assignment drop constraint assignment_handler_subject_check;
alter table assignment drop column handler_name;
alter table submission drop column submitter_name;
alter table judgement drop column judge_name;
alter table correction drop column corrector_name;
