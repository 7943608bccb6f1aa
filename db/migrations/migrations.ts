import { SQL as first } from './0001-log.ts'

/** Every migration, oldest first. One that was released is never changed; `user_version` counts those done. */
export const MIGRATIONS: readonly string[] = [first]
