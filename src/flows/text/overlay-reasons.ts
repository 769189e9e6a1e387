/** Why help goes first and why a clock stands still, as officers read it. */
import type { FastTrackGround, SuspensionReason } from '#src/domain/case/reasons.ts';

const GROUNDS: Readonly<Record<FastTrackGround, string>> = {
  disaster: '遭了灾',
  accident: '出了意外',
  'grave-illness': '得了大病',
  'no-food': '断粮断水',
};

const REASONS: Readonly<Record<SuspensionReason, string>> = {
  away: '人不在家，已打电话核实',
  'road-closed': '灾害封路',
  'appraisal-pending': '等待鉴定',
};

export const fastTrackLabel = (ground: FastTrackGround): string => GROUNDS[ground];
export const suspensionLabel = (reason: SuspensionReason): string => REASONS[reason];
