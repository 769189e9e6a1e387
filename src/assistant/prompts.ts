/** Which version of each prompt is in use. The versions before it stay in `prompts/`, unchanged. */
import { readPrompt } from '#prompts/read-prompt.ts';
import { understoodV1 } from '#prompts/understand/v1.output.ts';

/** The prompts in use with the shapes their answers must have. */
export const CURRENT = {
  understand: { prompt: readPrompt('understand', 'v1'), output: understoodV1 },
};
