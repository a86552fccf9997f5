-- A document number is looked for whenever a report is sent.
create index consolidated_report_document_number_idx
    on consolidated_report (organization, ltrim(upper(document_number), '0'));
