/**
 * Keyed hashes by which numbers are found without being readable in the database. Every table that keeps a phone, an ID or a
 * disability-card number indexes it by these functions, so that an account can be matched with a member.
 */
import type { FieldEncryption } from '#src/platform/field-encryption.ts';
import { identityCheckDigit } from '#src/domain/people/identity-number.ts';

/** What to store beside an encrypted phone number (digits only); null for ''. */
export const phoneIndex = (fields: FieldEncryption, digits: string): string | null =>
  digits === '' ? null : fields.blindIndex('phone', digits);

/** What to search a phone number by, under every key of the ring. */
export const phoneIndexes = (fields: FieldEncryption, digits: string): readonly string[] =>
  fields.blindIndexCandidates('phone', digits);

/** What to store beside an encrypted identity number (as folded by `foldIdentityNumber`); null for ''. */
export const idNumberIndex = (fields: FieldEncryption, number: string): string | null =>
  number === '' ? null : fields.blindIndex('id-number', eighteenDigits(number));

/** What to search an identity number by. A disability card is found by its holder's number too. */
export const idNumberIndexes = (fields: FieldEncryption, number: string): readonly string[] =>
  fields.blindIndexCandidates('id-number', eighteenDigits(number));

/** What to store beside an encrypted disability-card number; null for ''. */
export const disabilityCardIndex = (fields: FieldEncryption, number: string): string | null =>
  number === '' ? null : fields.blindIndex('disability-card', number.slice(0, 20));

/** What to search a disability-card number by; a re-issued card (two more characters) is the same card. */
export const disabilityCardIndexes = (fields: FieldEncryption, number: string): readonly string[] =>
  fields.blindIndexCandidates('disability-card', number.slice(0, 20));

/** The 18 digits a 15-digit number (given out until 1999) became, and those a disability card begins with. */
function eighteenDigits(number: string): string {
  if (/^\d{15}$/.test(number)) {
    const first17 = `${number.slice(0, 6)}19${number.slice(6)}`;
    return first17 + identityCheckDigit(first17);
  }
  return /^\d{17}[\dX]\d{2}(?:[A-Z\d]\d)?$/.test(number) ? number.slice(0, 18) : number;
}
