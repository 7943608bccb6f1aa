/** How many seeds the laws try: all in `npm test`, a share in `npm run check`, which has to be quick. */
export const LAW_RUNS = Number(process.env['SAMEPAGE_LAW_RUNS'] || 1_000)
