/** A report of hardship (申报): what a household says of itself, or somebody says of it, before any officer looked. */
import type { Amount, MemberAffected } from './reader/reading.ts';
import type { GuaranteeIssue, RiskType, Urgency } from './risk.ts';

/**
 * Who speaks for whom. `self` one of the household; `relative` for a relative's household; `third-party` a neighbour or
 * anybody else; `staff` an officer on paper or by phone (代农户申报).
 */
export type Reporter = 'self' | 'relative' | 'third-party' | 'staff';

/** Channel of discovery (发现渠道), 陇县 2021 第1项 (LX-03), 丰都 2024（一）(FD-03): a required field of every clue. */
export type ClueSource =
  | 'self_declare'
  | 'proxy_declare'
  | 'cadre_visit'
  | 'grid_report'
  | 'campaign'
  | 'dept_alert'
  | 'data_match'
  | 'hotline_12317'
  | 'social_info'
  | 'inspection'
  | 'sector_worker';

/** The household reported on when it is not the reporter's own: only as much as the reporter knows. */
export type Subject = {
  readonly name: string;
  readonly areaId: string;
  /** Digits only; '' when unknown. */
  readonly phone: string;
  /** A registry household an officer picked from the list; null when only a name is known. */
  readonly householdId: string | null;
};

/** WGS-84 degrees, as Telegram and browsers give them. */
export type Place = { readonly latitude: number; readonly longitude: number };

/** Everything a report can hold when it is sent. Lists may be empty: three taps are enough. */
export type DeclarationContent = {
  readonly reporter: Reporter;
  readonly source: ClueSource;
  /** Null when the reporter's own household is meant. */
  readonly subject: Subject | null;
  readonly riskTypes: readonly RiskType[];
  readonly guaranteeIssues: readonly GuaranteeIssue[];
  readonly urgency: Urgency;
  /** The person's own words, one entry per message, oldest first. */
  readonly words: readonly string[];
  readonly mediaIds: readonly string[];
  readonly place: Place | null;
  readonly amounts: readonly Amount[];
  readonly members: readonly MemberAffected[];
};
