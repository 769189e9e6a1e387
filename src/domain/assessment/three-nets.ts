/**
 * Medical bills after the three nets (三重保障). 西咸 二(2)5: 第一张网是城乡居民医保报销，第二张网是大病补充保险补偿，第三张网是民政医疗
 * 救助; only what is left after all three is the household's own burden.
 */

/** In the order in which they pay: 基本医保, 大病保险, 医疗救助. */
export const medicalNets = ['basic', 'serious-illness', 'relief'] as const;
export type MedicalNet = (typeof medicalNets)[number];

/** Bills of the twelve months, whole yuan. A net that is missing has not been claimed or settled; 0: settled, paid nothing. */
export type MedicalBills = { readonly total: number } & Readonly<
  Partial<Record<MedicalNet, number>>
>;

export type MedicalBurden = {
  /** What the household pays itself after everything settled so far. */
  readonly selfPaid: number;
  /** The first net still to be claimed, which is where to help first; null when all three have answered. */
  readonly next: MedicalNet | null;
  /** False while a net is open: the burden is then an upper bound, not the figure of the sheet. */
  readonly settled: boolean;
};

/** What is left after the nets, in their order; a later net is not counted before the earlier ones have answered. */
export function medicalBurden(bills: MedicalBills): MedicalBurden {
  let left = Math.max(0, bills.total);
  for (const net of medicalNets) {
    const paid = bills[net];
    if (paid === undefined)
      return { selfPaid: left, next: left > 0 ? net : null, settled: left === 0 };
    left = Math.max(0, left - paid);
  }
  return { selfPaid: left, next: null, settled: true };
}
