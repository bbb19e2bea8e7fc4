/** Words that are still being replaced. This set only shrinks. */
export const pending = new Set([
  'answer',
  'guesses',
  'is asked',
  'meanwhile',
  'mending',
  'place',
  'so far',
  'somebody',
  'theirs',
  'those that',
  'whoever',
  'with script',
  'without script',
])
