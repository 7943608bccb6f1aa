import { SQL as first } from './0001-log.ts'
import { SQL as second } from './0002-put-aside.ts'
import { SQL as third } from './0003-files.ts'
import { SQL as fourth } from './0004-home.ts'
import { SQL as fifth } from './0005-search-parts.ts'
import { SQL as sixth } from './0006-kept-answers.ts'
import { SQL as seventh } from './0007-imports.ts'
import { SQL as eighth } from './0008-secure-delete.ts'
import { SQL as ninth } from './0009-removals.ts'
import { SQL as tenth } from './0010-import-titles.ts'

/** Every migration, oldest first. One that was released is never changed; `user_version` counts those done. */
export const MIGRATIONS: readonly string[] = [
  first,
  second,
  third,
  fourth,
  fifth,
  sixth,
  seventh,
  eighth,
  ninth,
  tenth,
]
