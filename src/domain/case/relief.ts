/** What can be given first (先行救助): goods at once, and the safety nets of the county's tool box. */
import type { ToolboxItem } from '../policy/toolbox.ts';

/** A kind of relief: a code of the tool box, or the one every county has. */
export type ReliefKind = {
  readonly code: string;
  readonly title: string;
  /** Whether it is money: the sum is asked for. */
  readonly money: boolean;
};

/** 应急物资: food, water, quilts, a tent; needs no application. */
const SUPPLIES: ReliefKind = { code: 'emergency-supplies', title: '应急物资', money: false };

/** Fits on a phone beside 返回. */
const MOST = 6;

/** 临时救助 first, goods second, then the other handed-out safety nets the pack names (陇县 2021 第32项). */
export function reliefKinds(toolbox: readonly ToolboxItem[]): readonly ReliefKind[] {
  const nets = toolbox.filter((item) => item.class === 'safety-net' && item.handout);
  const kind = ({ code, title }: ToolboxItem): ReliefKind => ({ code, title, money: true });
  return [
    ...nets.filter((item) => item.code === 'temporary-relief').map(kind),
    SUPPLIES,
    ...nets.filter((item) => item.code !== 'temporary-relief').map(kind),
  ].slice(0, MOST);
}
