/** What people ask 问政策 about. */
export const policyTopics = [
  'insurance',
  'low-income',
  'temporary-relief',
  'disability',
  'school',
  'housing',
  'water',
  'work',
  'industry',
  'loan',
  'how-to',
  'how-long',
  'who',
  'fees',
  'privacy',
  'no-reading',
  'who-answers',
] as const;
export type PolicyTopic = (typeof policyTopics)[number];
