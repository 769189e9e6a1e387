/**
 * How far an account is believed to speak for a household.
 * `claimed` said a name; `phone-matched` shared their own number and it is the registry's, standing for one household and no
 * staff; `confirmed` an officer met the person and said so.
 */
export type Trust = 'claimed' | 'phone-matched' | 'confirmed';

const ORDER: Readonly<Record<Trust, number>> = { claimed: 0, 'phone-matched': 1, confirmed: 2 };

/** Whether `trust` is at least `wanted`. */
export const trustsAtLeast = (trust: Trust, wanted: Trust): boolean =>
  ORDER[trust] >= ORDER[wanted];
