/** 发给哪里: an area within one's posts, the whole of it or a part, by button or by name. */
import { contains, parseAreaPath } from '#src/domain/people/areas.ts';
import { roleCarries } from '#src/domain/people/permissions.ts';
import { areaPage, pickedArea, villageWords } from './areas.ts';
import { choice } from './choices.ts';
import { at } from './conversation.ts';
import { pass, type Scene, type Turn } from './feature.ts';
import { done, type Input, type Message, need } from './flow.ts';
import type { AreaHit } from './needs.ts';
import type { NoticeDraft, SendNoticeState } from './notice-draft.ts';
import { buttonLabels } from './text/engine.ts';
import * as text from './text/notice-compose.ts';

type AreaState = Extract<SendNoticeState, { readonly step: 'area' }>;
/** Goes on with the chosen area. */
type Chosen = (draft: NoticeDraft) => Turn;

const back = choice('back', buttonLabels.back);

/** The areas of the posts with which this person may send, none within another. */
function ownAreas(scene: Scene): readonly AreaHit[] {
  const posts = scene.facts.account.staff?.posts ?? [];
  const mine = posts
    .filter((post) => roleCarries(post.role, 'compose-notice'))
    .map(
      (post): AreaHit => ({
        areaId: post.areaId,
        areaPath: post.areaPath,
        // A post does not say its level; anything but a village may have parts.
        level: 'other',
        name: post.areaName.split(' ').at(-1) ?? post.areaName,
        fullName: post.areaName,
      }),
    );
  return mine.filter(
    (area, index) =>
      !mine.some(
        (other, otherIndex) =>
          isWithin(area, other) && (area.areaPath !== other.areaPath || otherIndex < index),
      ),
  );
}

/** Whether this person may send at all; decides about the menu entry too. */
export const maySend = (facts: Scene['facts']): boolean =>
  facts.account.staff?.posts.some((post) => roleCarries(post.role, 'compose-notice')) ?? false;

function isWithin(inner: AreaHit, outer: AreaHit): boolean {
  const [a, b] = [parseAreaPath(inner.areaPath), parseAreaPath(outer.areaPath)];
  return a !== null && b !== null && inner.areaId !== outer.areaId && contains(b, a);
}

/** Asks for the area: which of several posts, or straight which part of the only one. */
export function askArea(draft: NoticeDraft, scene: Scene, lead: readonly Message[] = []): Turn {
  const areas = ownAreas(scene);
  const [only] = areas;
  if (only !== undefined && areas.length === 1) return askPart(draft, only, scene, lead);
  return show(
    { flow: 'send-notice', step: 'area', draft, within: null, hits: areas, page: 0 },
    scene,
    lead,
  );
}

function askPart(
  draft: NoticeDraft,
  within: AreaHit,
  scene: Scene,
  lead: readonly Message[] = [],
): Turn {
  const hits = scene.facts.answers['area-children'];
  if (hits === undefined) return need({ need: 'area-children', areaId: within.areaId });
  return show({ flow: 'send-notice', step: 'area', draft, within, hits, page: 0 }, scene, lead);
}

function show(state: AreaState, scene: Scene, lead: readonly Message[] = []): Turn {
  const { within, hits, page } = state;
  const question =
    within === null
      ? areaPage(text.postQuestion(), hits, page, [back])
      : areaPage(text.areaQuestion(within.fullName), hits, page, [
          choice('whole', text.wholeArea(within.fullName)),
          back,
        ]);
  return done(at(scene.conversation, state), [...lead, question]);
}

/** An answer to the question for the area. 返回 and 取消 are the caller's. */
export function takeArea(state: AreaState, input: Input, scene: Scene, chosen: Chosen): Turn {
  const { draft, within, hits, page } = state;
  if (input.kind === 'text') return named(state, input.text, scene, chosen);
  if (input.kind !== 'press') return pass;
  if (input.choice === 'page-on') return show({ ...state, page: page + 1 }, scene);
  if (input.choice === 'page-back') return show({ ...state, page: page - 1 }, scene);
  if (input.choice === 'whole' && within !== null) return chosen({ ...draft, area: within });
  const area = pickedArea(input.choice, hits);
  if (area === null) return pass;
  return isLast(area) ? chosen({ ...draft, area }) : askPart(draft, area, scene);
}

/** A name typed: one hit within one's areas is taken, several are offered. */
function named(state: AreaState, typed: string, scene: Scene, chosen: Chosen): Turn {
  const found = scene.facts.answers['areas'];
  if (found === undefined) return need({ need: 'areas', text: villageWords(typed) });
  const mine = ownAreas(scene);
  const hits = found.filter((hit) =>
    mine.some((own) => own.areaId === hit.areaId || isWithin(hit, own)),
  );
  const [only] = hits;
  if (only === undefined) return show(state, scene, [{ text: text.noSuchArea() }]);
  if (hits.length === 1) return chosen({ ...state.draft, area: only });
  return show({ ...state, hits, page: 0 }, scene);
}

/** Parts of a village are not offered: a notice for one group of a village is told there. */
const isLast = (area: AreaHit): boolean => area.level === 'village' || area.level === 'group';
