/** Choosing from the tool box in a chat. */
import type { OfficeChat } from '#test/operations/staff/office-chat.ts';

/** Ticks an item by what it is for, wherever on the pages it stands. */
export async function tick(chat: OfficeChat, title: string): Promise<void> {
  for (let page = 0; page < 20; page += 1) {
    const labels = await chat.labels();
    const found = labels.find((label) => label.replace(/^(?:✓ )?\d+\. /, '') === title);
    if (found !== undefined) {
      await chat.press(found);
      return;
    }
    await chat.press('更多');
  }
  throw new Error(`no ${title} in the tool box`);
}
