/** Reading a department's list row by row: who is meant, and what the row says. */
import type { z } from 'zod';
import type { RegisterDepartment, RegisterFacts } from '#src/domain/alarm/register-risk.ts';
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import { foldIdentityNumber } from '#src/domain/people/identity-number.ts';
import { ageByIdentityNumber } from '#src/domain/ticket/school-age.ts';
import type { RegisterRow } from '#src/operations/alarm/register-row.ts';
import {
  type ColumnNames,
  columnReader,
  isGarbled,
  type IssueSink,
  type SourceRow,
  type SourceTable,
} from '#src/operations/registry/table-rows.ts';
import { COMMON_COLUMNS, OWN_COLUMNS, type OwnCells } from './columns.ts';

/** A list being read: its rows, and headers nobody knows. */
export type OpenRegister = {
  readonly rows: AsyncIterable<RegisterRow | null>;
  readonly unknownColumns: readonly string[];
  /** Header names of the department's own columns that the file lacks. */
  readonly missing: readonly string[];
};

/** Opens a list. A row that cannot be read is reported and comes as null, so that rows can be counted. */
export function openRegister(
  department: RegisterDepartment,
  table: SourceTable,
  today: LocalDate,
  report: IssueSink,
): OpenRegister {
  const own: Readonly<Record<string, { readonly names: ColumnNames; readonly schema: z.ZodType }>> =
    OWN_COLUMNS[department];
  const names: Readonly<Record<string, ColumnNames>> = {
    ...COMMON_COLUMNS,
    ...Object.fromEntries(Object.entries(own).map(([key, column]) => [key, column.names])),
  };
  const columns = columnReader(table.headers, names);
  const read = (source: SourceRow): RegisterRow | null => {
    if (isGarbled(source)) {
      report({
        row: source.row,
        column: columns.title('name'),
        imported: false,
        reason: '这一行有乱码。',
        mend: '请用 Excel 另存为“CSV UTF-8（逗号分隔）”后重新导入。',
      });
      return null;
    }
    const cells: Record<string, unknown> = {};
    for (const [key, { schema }] of Object.entries(own)) {
      const parsed = schema.safeParse(columns.cell(source, key));
      if (!parsed.success) {
        report({
          row: source.row,
          column: columns.title(key),
          imported: false,
          reason: '不认识这一格的内容。',
          mend: '请用 docs/import.md 里列出的说法，或者填数字。',
        });
        return null;
      }
      cells[key] = parsed.data;
    }
    const idNumber = foldIdentityNumber(columns.cell(source, 'idNumber'));
    return {
      row: source.row,
      name: columns.cell(source, 'name'),
      idNumber,
      areaCode: columns.cell(source, 'areaCode'),
      town: columns.cell(source, 'town'),
      village: columns.cell(source, 'village'),
      facts: factsOf(department, cells, ageByIdentityNumber(idNumber, today)),
      figures: figuresOf(cells),
    };
  };
  return {
    unknownColumns: columns.unknown,
    missing: Object.entries(own)
      .filter(([key]) => !columns.has(key))
      .map(
        ([
          ,
          {
            names: [first],
          },
        ]) => first,
      ),
    rows: (async function* () {
      for await (const source of table.rows) yield read(source);
    })(),
  };
}

/** The cells were read by the department's own schemas, so each department's facts have the types of its columns. */
function factsOf(
  department: RegisterDepartment,
  read: Readonly<Record<string, unknown>>,
  age: number | null,
): RegisterFacts {
  const cells = read as OwnCells[RegisterDepartment];
  switch (department) {
    case 'education':
      return { department, ...(cells as OwnCells['education']), age };
    case 'water':
      return { department, answers: cells as OwnCells['water'] };
    case 'medical':
      return { department, ...(cells as OwnCells['medical']) };
    case 'health':
      return { department, ...(cells as OwnCells['health']) };
    case 'civil':
      return { department, ...(cells as OwnCells['civil']) };
    case 'disabled':
      return { department, ...(cells as OwnCells['disabled']) };
    case 'housing':
      return { department, ...(cells as OwnCells['housing']) };
    case 'labour':
      return { department, ...(cells as OwnCells['labour']) };
    case 'emergency':
      return { department, ...(cells as OwnCells['emergency']) };
  }
}

/** Numbers of the row that help whoever judges the alarm. */
const figuresOf = (cells: Readonly<Record<string, unknown>>): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(cells).flatMap(([key, value]) =>
      typeof value === 'number' ? [[key, value] as const] : [],
    ),
  );
