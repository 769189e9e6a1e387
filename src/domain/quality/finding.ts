/** One finding of the data checks (数据质量问题). Never a verdict on a household: it says what to look at again. */

/** Codes in the order in which they are listed. */
export const findingCodes = [
  // Numbers and members
  'id-number',
  'disability-card',
  'able-marked-weak',
  'student-with-job',
  'no-labour-not-marked',
  'insurance-differs',
  'job-differs',
  // Identification
  'illness-without-cost',
  'disaster-without-kind',
  'lack-of-labour-doubtful',
  'unstable-work-without-worker',
  // Help
  'no-measure',
  'no-development-measure',
  'only-safety-net',
  'development-not-started',
  'job-measure-without-wage',
  // Elimination
  'eliminated-too-soon',
  'eliminated-below-line',
  'eliminated-not-assessed',
  'illness-not-helped',
  'schooling-not-helped',
  'housing-not-helped',
  'water-not-helped',
] as const;
export type FindingCode = (typeof findingCodes)[number];

export type QualityFinding = {
  readonly code: FindingCode;
  /** The member or measure it is about; '' for the household. A code with a subject stands once. */
  readonly subject: string;
};
