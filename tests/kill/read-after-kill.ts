import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { Acknowledged, auditDatabase } from '../support/audit.ts'

// A process of its own, so that nothing is believed that is not in the file. Takes the database and a file with
// what was acknowledged; prints what it found as JSON.
const [file = '', acknowledgedFile = ''] = process.argv.slice(2)
const acknowledged = v.parse(v.array(Acknowledged), JSON.parse(readFileSync(acknowledgedFile, 'utf8')))
const { faults, documents, commits } = auditDatabase(file, acknowledged)
process.stdout.write(JSON.stringify({ faults, commits, documents: Object.fromEntries(documents) }))
