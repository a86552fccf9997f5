-- No assignment was ever brought about by an inspection's recommendation: directives alone make them.
alter table assignment drop column born_of_recommendation;
