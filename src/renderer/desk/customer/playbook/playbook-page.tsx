import {
  IconAlertOctagon,
  IconBulb,
  IconMessage2,
  IconQuestionMark,
  IconZoomCheck,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type Playbook, type PlaybookPart, playbookParts } from '#shared/rules/playbook.ts';
import { type Texts, textIn } from '#shared/rules/texts.ts';
import type { Say } from '../say.ts';
import classes from './playbook.module.css';

const icons = {
  ask: IconQuestionMark,
  check: IconZoomCheck,
  say: IconMessage2,
  options: IconBulb,
  never: IconAlertOctagon,
} as const satisfies Record<PlaybookPart, unknown>;

type PageProps = {
  page: Playbook;
  say: Pick<Say, 't' | 'language'>;
  /** How a line is shown; `n` counts through the page. Text alone where it is left out. */
  line?: (line: Texts, part: PlaybookPart, n: number) => ReactNode;
};

/** One page as it is read on the phone, in the order of a conversation. Parts without lines are left out. */
export function PlaybookPage({ page, say, line }: PageProps) {
  let n = 0;
  return (
    <div className={classes.page}>
      {playbookParts.map((part) => {
        const lines = page[part].filter((one) => textIn(one, say.language).trim() !== '');
        const Icon = icons[part];
        if (lines.length === 0) return null;
        return (
          <section key={part} data-part={part}>
            <h4>
              <Icon size={14} aria-hidden="true" /> {say.t(`playbook.part.${part}`)}
            </h4>
            <ul>
              {lines.map((one) => {
                n += 1;
                const text = textIn(one, say.language);
                return <li key={text}>{line ? line(one, part, n) : <span dir="auto">{text}</span>}</li>;
              })}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
