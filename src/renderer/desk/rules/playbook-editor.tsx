import { Button, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { InForce } from '#shared/rules/of.ts';
import { type Playbook, playbook, playbookParts } from '#shared/rules/playbook.ts';
import { useKey } from '../../keys/use-key.ts';
import { wordsIn } from '../../words/words.ts';
import { PlaybookPage } from '../customer/playbook/playbook-page.tsx';
import type { Say } from '../customer/say.ts';
import { moved, replaced } from './lists.ts';
import { Newer, PageFoot } from './page-foot.tsx';
import styles from './rules.module.css';
import { tidyPlaybook } from './tidy.ts';
import { Moves, TwoTexts } from './two-texts.tsx';
import { usePage } from './use-page.ts';

/** As many lines as a page may have in one part. */
const mostLines = 8;

type EditorProps = { say: Say; team: string; inForce: InForce<Playbook> };

/** One page of a team, written in both languages beside what the agent will see. */
export function PlaybookEditor({ say, team, inForce }: EditorProps) {
  const page = usePage({ team, inForce, half: playbook, say });
  const { content, write, newer } = page;
  const [tried, setTried] = useState(false);
  const tidied = tidyPlaybook(content);
  const publish = () => {
    setTried(true);
    if (tidied && page.typed && !newer) void page.publish(tidied);
  };
  useKey('save', publish);
  return (
    <div className={styles.editor}>
      <div className={styles.fields}>
        {newer && <Newer say={say} newer={newer} onTheirs={page.drop} onMine={page.onTop} />}
        <section>
          <h4>{say.t('rules.title')}</h4>
          <TwoTexts
            say={say}
            label={say.t('rules.title')}
            most={120}
            value={content.title}
            onChange={(title) => write({ ...content, title })}
          />
        </section>
        {playbookParts.map((part) => {
          const lines = content[part];
          const set = (next: Playbook[typeof part]) => write({ ...content, [part]: next });
          const heading = say.t(`playbook.part.${part}`);
          return (
            <section key={part} aria-label={heading}>
              <h4>{heading}</h4>
              {lines.map((line, index) => {
                const name = `${heading} ${index + 1}`;
                return (
                  <TwoTexts
                    // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other name, and is drawn from its value alone
                    key={index}
                    say={say}
                    label={name}
                    most={300}
                    value={line}
                    onChange={(text) => set(replaced(lines, index, text))}
                  >
                    <Moves
                      say={say}
                      name={name}
                      first={index === 0}
                      last={index === lines.length - 1}
                      onMove={(by) => set(moved(lines, index, by))}
                      onRemove={() => set(replaced(lines, index, null))}
                    />
                  </TwoTexts>
                );
              })}
              {lines.length < mostLines && (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  onClick={() => set([...lines, { en: '', es: '' }])}
                >
                  {say.t('rules.addLine')}
                </Button>
              )}
            </section>
          );
        })}
        <PageFoot
          say={say}
          inForce={inForce}
          {...page}
          gaps={[content.title, ...playbookParts.flatMap((part) => content[part])]}
          problem={tried && !tidied ? say.t('rules.noTitle') : null}
          onPublish={publish}
          onDrop={page.drop}
        />
      </div>
      <Preview say={say} page={content} theirs={newer?.content ?? null} />
    </div>
  );
}

type PreviewProps = { say: Say; page: Playbook; theirs: Playbook | null };

/** As the agent sees it, in the language that is chosen; what somebody else published meanwhile stands below it. */
export function Preview({ say, page, theirs }: PreviewProps) {
  const [language, setLanguage] = useState<'en' | 'es'>(say.language === 'en' ? 'en' : 'es');
  const shown = { t: wordsIn(language, 'desk'), language };
  return (
    <aside className={styles.preview} aria-label={say.t('rules.preview')}>
      <div className={styles.previewHead}>
        <strong>{say.t('rules.preview')}</strong>
        <SegmentedControl
          size="xs"
          aria-label={say.t('rules.previewIn')}
          value={language}
          onChange={(value) => setLanguage(value === 'en' ? 'en' : 'es')}
          data={[
            { value: 'en', label: 'English' },
            { value: 'es', label: 'Español' },
          ]}
        />
      </div>
      {theirs && (
        <div className={styles.theirs}>
          <h3 className={styles.previewTitle}>{say.t('rules.theirVersion')}</h3>
          <PlaybookPage page={theirs} say={shown} />
        </div>
      )}
      <h3 className={styles.previewTitle} dir="auto">
        {page.title[language] || page.title.en || page.title.es}
      </h3>
      <PlaybookPage page={page} say={shown} />
    </aside>
  );
}
