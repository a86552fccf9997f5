-- By it a version that never changes is remembered outside the database; its code and number are another one's elsewhere.
alter table form_version add column id uuid not null default gen_random_uuid();
