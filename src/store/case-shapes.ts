/** Shapes that stored cases and stored events share. */
import { z } from 'zod';
import { type Instant, instant } from '#src/domain/calendar/instant.ts';
import { type LocalDate, localDate } from '#src/domain/calendar/local-date.ts';
import { categories } from '#src/domain/case/dossier.ts';
import { reasonCodes } from '#src/domain/case/reasons.ts';

export const day = z.string().transform((text): LocalDate => localDate(text));
export const moment = z.number().transform((ms): Instant => instant(ms));

export const caseStep = z.enum([
  'authorisation',
  'village-review',
  'publicity',
  'town-review',
  'county-decision',
]);
export const eliminationStage = z.enum(['village', 'town', 'county-check', 'publicity', 'marking']);
export const finding = z.enum(['true', 'partly', 'untrue']);
export const approval = z.object({ byStaffId: z.string(), on: day });

export const authorisation = z.object({
  form: z.enum(['signature', 'fingerprint', 'pressed']),
  by: z.enum(['household', 'relative']),
  readAloudBy: z.string().nullable(),
  mediaId: z.string().nullable(),
  recordedBy: z.string(),
  on: day,
});

export const villageReview = z.object({
  meetingId: z.string(),
  on: day,
  present: z.number(),
  category: z.enum(categories).nullable(),
  reason: z.enum(reasonCodes).nullable(),
  recordedBy: z.string(),
});

export const objection = z.object({
  objectionId: z.string(),
  source: z.enum(['chat', 'paper']),
  on: day,
  check: z.object({ byStaffId: z.string(), upheld: z.boolean(), on: day }).nullable(),
});
