import type { TemplateTexts } from './template.ts'

export const english: TemplateTexts = {
  meeting: (today) => `# Meeting, ${today}

**Present:**

**Goal:** what would make this meeting worthwhile, in one sentence

## Agenda

1. What’s happened since last time
2.
3.

## Notes

-

## Decisions

-

## To do

- [ ] Who does what, by when
- [ ]
`,
  project: (today) => `# Project plan

*Last reviewed on ${today}*

## Goal

What will change, and for whom?

## Out of scope

- What people might expect but won’t get

## Milestones

| When | What’s done | Who |
| ---- | ----------- | --- |
|      |             |     |
|      |             |     |
|      |             |     |

## Risks

- **What could go wrong:** how we’d notice, and what we’d do

## People

- **Decides:**
- **Does the work:**
- **Kept informed:**

## Next steps

- [ ]
- [ ]
`,
  decision: (today) => `# Decision:

**Date:** ${today}\\
**Decided by:**\\
**Status:** proposed

## Context

Why decide now? What do we know, and what are we assuming?

## Options

### First option

- In favour:
- Against:

### Second option

- In favour:
- Against:

### Leave things as they are

- In favour:
- Against:

## Decision

We chose … because …

## Trade-offs

What we’re giving up, and who pays for it

## When to revisit

What would prove this wrong?
`,
  week: (today) => `# Week of ${today}

## What went well

-

## What didn’t

-

## What I learned

> One sentence will do.

## Carried over

- [ ]

## Three things for next week

1.
2.
3.

## Not next week

What I’m leaving alone on purpose:
`,
  lesson: (today) => `# Lesson:

**Class:**\\
**Date:** ${today}\\
**Length:** 45 minutes

## Goals

By the end, everyone can …

1.
2.

## Prior knowledge

What they need to know already, and how I’ll check:

## Timetable

| Minutes | What happens | Who   | Materials |
| ------- | ------------ | ----- | --------- |
| 5       | Starter      | all   |           |
| 15      | New material | all   |           |
| 20      | Practice     | pairs |           |
| 5       | Recap        | all   |           |

## If there’s time left

-

## Homework

- [ ]

## Afterwards

What worked, and what I’ll change next time:
`,
  trip: (today) => `# Trip to

*Started on ${today}. Everyone coming along can write here.*

**From – to:**\\
**Who’s coming:**

## Days

### First day

-

### Second day

-

## Bookings

| What | When | Number | Paid by | Cost |
| ---- | ---- | ------ | ------- | ---- |
| Travel |    |        |         |      |
| Accommodation | |   |         |      |

## Packing list

- [ ] Passports
- [ ] Chargers
- [ ] Medicine
- [ ]

## Good to know

- Where we’re staying:
- In an emergency:
`,
}
