/** What a bench measures and how it is shown. */

/** One figure beside its budget and, where there is one, the floor measured in the same run. */
export type Figure = {
  readonly name: string;
  /** `redis`, `postgres`, or '' where no queue is involved. */
  readonly backend: string;
  readonly value: number;
  readonly unit: string;
  /** What the bare machinery manages here, in the same unit; null where there is nothing to compare with. */
  readonly floor: { readonly value: number; readonly what: string } | null;
  /** Null where names none. */
  readonly budget: { readonly atMost: number } | { readonly atLeast: number } | null;
  readonly note?: string;
};

export type BenchOptions = {
  /** A tenth of the size, for a look while working; budgets are judged all the same. */
  readonly quick: boolean;
  /** Says what is going on while a long bench runs. */
  readonly say: (line: string) => void;
};

export type Bench = {
  readonly name: string;
  readonly about: string;
  readonly run: (options: BenchOptions) => Promise<readonly Figure[]>;
};

export const meetsBudget = ({ budget, value }: Figure): boolean | null =>
  budget === null ? null : 'atMost' in budget ? value <= budget.atMost : value >= budget.atLeast;

/** The `p`-th percentile (0…100) by nearest rank. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((p / 100) * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 50);
