/** Reading a text with a model beside the reader (`fangpin read --model`). */
import { fold } from '#src/domain/declaration/reader/normalise.ts';
import { readMessage } from '#src/domain/declaration/reader/read.ts';
import type { Reading } from '#src/domain/declaration/reader/reading.ts';
import { maskPersonalData } from './mask-personal-data.ts';
import { mergeReadings } from './merge-reading.ts';
import type { Model, ModelFailure } from './model.ts';

/** The reading, and why the model had no part in it when it had none. */
export type ReadWithModel = { readonly reading: Reading; readonly failure: ModelFailure | null };

/**
 * Reads `text` by the reader and the model and merges the two. The model sees placeholders only; when it fails, the
 * reader's reading stands alone. Never throws.
 */
export async function readWithModel(model: Model, text: string): Promise<ReadWithModel> {
  const reading = readMessage(text);
  const { words, restore } = maskPersonalData(text);
  const { result } = await model.understand(words);
  if (!result.ok) return { reading, failure: result.refusal.code };
  const names = result.value.names.flatMap((name) => asItStands(text, restore(name)));
  return { reading: mergeReadings(reading, result.value, names), failure: null };
}

/** A name as the text spells it; none when the text does not hold it, whatever a model says. */
function asItStands(text: string, name: string): readonly string[] {
  const start = name.length < 2 ? -1 : fold(text).indexOf(fold(name));
  return start < 0 ? [] : [text.slice(start, start + name.length)];
}
