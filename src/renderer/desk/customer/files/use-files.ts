import { numberFormat } from '#shared/intl.ts';
import type { AttachmentView } from '#shared/views/attachment.ts';
import { useView } from '../../../live/view.ts';
import { localeOf, useWords } from '../../../words/words.ts';
import { useScreen } from '../screen-context.ts';

const none: AttachmentView[] = [];

/** All photos and documents of this screen's customer, newest first. */
export function useFiles(): AttachmentView[] {
  const { view } = useScreen();
  return useView({ view: 'attachments', customerId: view.customer.id }).value ?? none;
}

/** What is said of where a file is: null when it is here and sent. */
export function useFileState(): (one: AttachmentView) => string | null {
  const { t } = useWords('files');
  const percent = usePercent();
  return (one) => {
    const { content, sent, bytes } = one;
    switch (content.is) {
      case 'removed':
        return t('list.removed');
      case 'cannot':
        return t(`list.${content.why}`);
      case 'coming':
        return t('list.coming', { percent: percent(content.done / bytes) });
      case 'away':
        return t('list.away');
      case 'here':
        if (sent === null) return null;
        if (sent === 'refused') return t('list.untaken');
        return sent === 0 ? t('list.notSent') : t('list.sending', { percent: percent(sent / bytes) });
    }
  };
}

/** A share as it is written in the person's language; never all of it while something is still to come. */
export function usePercent(): (share: number) => string {
  const { language } = useWords('files');
  return (share) => numberFormat(localeOf(language), { style: 'percent' }).format(Math.min(0.99, share));
}
