import { IconCheck, IconCopy, IconLink } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { tellDone, tellRefusal } from '../../live/notices.ts';
import { IconButton } from '../../ui/desk-button.tsx';
import { useScreen } from './screen-context.ts';

type CopyProps = { text: string; label: string; link?: boolean };

/** Copies a text and says so. `link`: it is an address, which shows another picture. */
export function CopyText({ text, label, link = false }: CopyProps) {
  const Icon = link ? IconLink : IconCopy;
  const { say } = useScreen();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <IconButton
      aria-label={label}
      title={label}
      onClick={async (event) => {
        event.stopPropagation();
        if (!(await copyText(text))) return;
        setCopied(true);
        tellDone(`${say.t('card.copied')}: ${text}`);
      }}
    >
      {copied ? <IconCheck size={14} aria-hidden="true" /> : <Icon size={14} aria-hidden="true" />}
    </IconButton>
  );
}

/** Puts a text on the clipboard. False where the system did not let it, which the person is told. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    tellRefusal({ code: 'no-clipboard' });
    return false;
  }
}
