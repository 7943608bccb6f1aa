/**
 * Documents that were deleted for ever and whose rows are still being removed: nobody finds them. Their visits are
 * looked up by document then, and whenever SQLite looks for what refers to a row.
 */
export const SQL = `
CREATE TABLE IF NOT EXISTS removals (
  document INTEGER PRIMARY KEY REFERENCES documents
) STRICT;

CREATE INDEX IF NOT EXISTS visits_by_document ON visits (document);
`
