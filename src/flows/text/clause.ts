/** Why a day is what it is, said to officers; a farmer never reads it. */

/** What is kept with a duty whose limit no document prescribes. */
export const OWN_DEFAULT = '系统默认';

/** 依据：《…工作要点》（一）; where no document stands behind the day, that it is for the county to confirm. */
export const clauseLine = (clause: string): string =>
  clause === OWN_DEFAULT ? '期限为系统默认，请主管部门确认。' : `依据：${clause}`;
