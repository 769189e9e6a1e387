/**
 * 一事一议: special relief for a household with large medical costs of its own, decided together by several bureaus (巴南 2022 第10项:
 * 采取“一事一议”方式，通过社会救助、社会捐赠、医疗互助等方式开展特殊救助; 丰都 2024（二）).
 */
import { accepted, refused, type Result } from '../result.ts';
import type { DepartmentCode } from '../policy/departments.ts';

/** 社会救助, 社会捐赠, 医疗互助. */
export const jointMeans = ['social-relief', 'donation', 'mutual-aid'] as const;
export type JointMeans = (typeof jointMeans)[number];

/** Medical insurance, health, civil affairs and rural revitalisation decide together. */
export const jointDepartments: readonly DepartmentCode[] = ['medical', 'health', 'civil', 'rural'];

export type JointDecision =
  | { readonly decision: 'granted'; readonly means: readonly JointMeans[]; readonly yuan: number }
  | { readonly decision: 'not-granted' };

export type JointRefusal =
  | { readonly code: 'opinions-missing' }
  | { readonly code: 'means-missing' }
  | { readonly code: 'own-opinion' }
  | { readonly code: 'decided-already' };

/** A joint review as far as deciding looks. */
export type JointReview = {
  readonly departments: readonly DepartmentCode[];
  readonly opinions: readonly {
    readonly department: DepartmentCode;
    readonly supports: boolean;
    readonly byStaffId: string;
  }[];
  readonly decided: boolean;
};

/** Whether the self-paid medical cost of a year is large; null `thresholdYuan`: the county has published none, people weigh it. */
export const isLargeCost = (selfPaidYuan: number, thresholdYuan: number | null): boolean =>
  thresholdYuan !== null && selfPaidYuan >= thresholdYuan;

/** Whether a decision can be recorded: every department has been heard, by somebody else than who decides. */
export function decideJointly(
  review: JointReview,
  decision: JointDecision,
  byStaffId: string,
): Result<JointDecision, JointRefusal> {
  if (review.decided) return refused({ code: 'decided-already' });
  const heard = new Set(review.opinions.map((each) => each.department));
  if (review.departments.some((each) => !heard.has(each))) {
    return refused({ code: 'opinions-missing' });
  }
  if (review.opinions.some((each) => each.byStaffId === byStaffId)) {
    return refused({ code: 'own-opinion' });
  }
  if (decision.decision === 'granted' && decision.means.length === 0) {
    return refused({ code: 'means-missing' });
  }
  return accepted(decision);
}
