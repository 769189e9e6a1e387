/** Everything the database says, read as its owner and decrypted as far as it can be: for tests that look for what must not be there. */
import { Client } from 'pg';
import { inboundKey } from '#src/store/inbound.ts';
import type { FieldEncryption, FieldPlace } from '#src/platform/field-encryption.ts';

type Row = Readonly<Record<string, unknown>>;
type Key = (row: Row) => string;

const byId: Key = (row) => String(row['id']);

/** Where each encrypted column says it stands, and what binds it to its row. */
const ENCRYPTED: Readonly<Record<string, readonly [FieldPlace, Key]>> = {
  'account.phone_enc': ['account.phone', byId],
  'account.id_number_enc': ['account.id_number', byId],
  'household.phone_enc': ['household.phone', byId],
  'member.phone_enc': ['member.phone', byId],
  'member.id_number_enc': ['member.id_number', byId],
  'member.disability_card_enc': ['member.disability_card', byId],
  'staff.phone_enc': ['staff.phone', byId],
  'conversation.state_enc': ['conversation.state_enc', (row) => String(row['account_id'])],
  'inbound.body_enc': [
    'inbound.body_enc',
    (row) =>
      inboundKey({
        channel: String(row['channel']),
        receiver: String(row['receiver']),
        updateId: String(row['update_id']),
      }),
  ],
  'message.body_enc': ['message.body_enc', byId],
  'media.reference_enc': ['media.reference_enc', byId],
  'media.transcript_enc': ['media.transcript_enc', byId],
  'declaration_private.body_enc': [
    'declaration_private.body_enc',
    (row) => String(row['declaration_id']),
  ],
  'visit.note_enc': ['visit.note_enc', byId],
  'alert.words_enc': ['alert.words_enc', byId],
  'ticket.body_enc': ['ticket.body_enc', byId],
  'ticket.answer_enc': ['ticket.answer_enc', byId],
};

/** One line a row: `table column=value …` with encrypted columns in plain. An encrypted column this does not know throws. */
export async function wholeDatabase(
  ownerUrl: string,
  fields: FieldEncryption,
): Promise<readonly string[]> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const lines: string[] = [];
    const { rows: tables } = await client.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('public', 'bullmq') and c.relkind = 'r'
         and pg_table_is_visible(c.oid) order by 1`,
    );
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: Row }>(`select to_jsonb(t) as row from ${name} t`);
      for (const { row } of rows) lines.push(`${name} ${describe(name, row, fields)}`);
    }
    return lines;
  } finally {
    await client.end();
  }
}

function describe(table: string, row: Row, fields: FieldEncryption): string {
  return Object.entries(row)
    .map(([column, value]) => {
      if (!column.endsWith('_enc') || typeof value !== 'string' || value === '') {
        return `${column}=${typeof value === 'string' ? value : JSON.stringify(value)}`;
      }
      const known = ENCRYPTED[`${table}.${column}`];
      if (known === undefined) throw new Error(`nobody told how ${table}.${column} is encrypted`);
      const [place, key] = known;
      return `${column}=${fields.decrypt(place, key(row), value)}`;
    })
    .join(' ');
}
