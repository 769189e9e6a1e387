/** What is said when the service itself failed. */
import type { LocalDate } from '#src/domain/calendar/local-date.ts';
import type { ContactFacts } from '../facts.ts';
import { formatContact, formatDay } from './format.ts';

/** An update was set aside after several attempts: it is said again, and somebody of the village phones where the village is known. */
export function setAsideText(
  call: { readonly by: ContactFacts | null; readonly dueOn: LocalDate } | null,
  hotline: string,
  today: LocalDate,
): string {
  const sorry = '对不起，刚才那条消息没处理好，里面说的我们没看到。请换个说法再发一次。';
  if (call === null) {
    return `${sorry}\n${hotline === '' ? '也可以到村委会当面说。' : `也可以打电话 ${hotline}。`}`;
  }
  const day = formatDay(call.dueOn, today);
  return call.by === null
    ? `${sorry}\n${day}前，村里会有人给您打电话，问问是什么事。${hotline === '' ? '' : `等不及就打 ${hotline}。`}`
    : `${sorry}\n${day}前，村里会有人给您打电话，问问是什么事。等不及就找${formatContact(call.by)}。`;
}
