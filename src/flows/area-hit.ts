/** One area found by name or code. */
export type AreaHit = {
  readonly areaId: string;
  readonly areaPath: string;
  readonly level: 'county' | 'town' | 'village' | 'group' | 'other';
  readonly name: string;
  /** Full name for people, e.g. 云岭镇 桃源村. */
  readonly fullName: string;
};
