import { Button } from '@mantine/core';
import { useState } from 'react';
import { type CaseKind, caseKind } from '#shared/case/words.ts';
import { type Failure, type FailureTree, failureTree, mostUnder } from '#shared/rules/failures.ts';
import type { InForce } from '#shared/rules/of.ts';
import { textIn } from '#shared/rules/texts.ts';
import { useKey } from '../../keys/use-key.ts';
import type { Say } from '../customer/say.ts';
import { moved, replaced } from './lists.ts';
import { Newer, PageFoot } from './page-foot.tsx';
import { PagePreview } from './page-preview.tsx';
import styles from './rules.module.css';
import { tidyTree } from './tidy.ts';
import { Moves, TwoTexts } from './two-texts.tsx';
import { usePage } from './use-page.ts';

type EditorProps = { say: Say; team: string; inForce: InForce<FailureTree> };

/** The failures that a team tells apart. What cases may have is retired and never removed: they keep its name. */
export function TreeEditor({ say, team, inForce }: EditorProps) {
  const page = usePage({ team, inForce, half: failureTree, say });
  const { content, write, newer } = page;
  const [tried, setTried] = useState(false);
  const known = new Set(inForce.content.leaves.map(({ id }) => id));
  const tidied = tidyTree(content, known);
  const publish = () => {
    setTried(true);
    if (tidied && page.typed && !newer) void page.publish(tidied);
  };
  useKey('save', publish);
  const set = (kind: CaseKind, leaves: Failure[]) =>
    write({ ...content, leaves: [...content.leaves.filter(({ under }) => under !== kind), ...leaves] });
  return (
    <div className={styles.editor}>
      <div className={styles.fields}>
        {newer && <Newer say={say} newer={newer} onTheirs={page.drop} onMine={page.onTop} />}
        <p className={styles.soft}>{say.t('rules.treeHint')}</p>
        {caseKind.options.map((kind) => (
          <Trunk
            key={kind}
            say={say}
            kind={kind}
            leaves={content.leaves.filter(({ under }) => under === kind)}
            known={known}
            onChange={(leaves) => set(kind, leaves)}
          />
        ))}
        <PageFoot
          say={say}
          inForce={inForce}
          {...page}
          gaps={content.leaves.map(({ label }) => label)}
          problem={tried && !tidied ? say.t('rules.noName') : null}
          onPublish={publish}
          onDrop={page.drop}
        />
      </div>
      <PagePreview say={say} theirs={newer && <Choices say={say} tree={newer.content} />}>
        <Choices say={say} tree={content} />
      </PagePreview>
    </div>
  );
}

type TrunkProps = {
  say: Say;
  kind: CaseKind;
  leaves: Failure[];
  known: ReadonlySet<string>;
  onChange: (leaves: Failure[]) => void;
};

function Trunk({ say, kind, leaves, known, onChange }: TrunkProps) {
  const offered = leaves.filter(({ retired }) => !retired).length;
  const heading = say.t(`cases.kind.${kind}`);
  const add = () => {
    const id = `f-${crypto.randomUUID().slice(0, 8)}`;
    onChange([...leaves, { id, under: kind, label: { en: '', es: '' }, retired: false }]);
  };
  return (
    <section aria-label={heading}>
      <h4>{heading}</h4>
      {leaves.map((leaf, index) => {
        const name = textIn(leaf.label, say.language) || `${heading} ${index + 1}`;
        return (
          <div key={leaf.id} className={styles.leaf} data-retired={leaf.retired || undefined}>
            <TwoTexts
              say={say}
              label={`${heading} ${index + 1}`}
              most={60}
              value={leaf.label}
              onChange={(label) => onChange(replaced(leaves, index, { ...leaf, label }))}
            >
              <Moves
                say={say}
                name={name}
                first={index === 0}
                last={index === leaves.length - 1}
                onMove={(by) => onChange(moved(leaves, index, by))}
                {...(known.has(leaf.id) ? {} : { onRemove: () => onChange(replaced(leaves, index, null)) })}
              />
            </TwoTexts>
            {known.has(leaf.id) && (
              <Button
                size="compact-xs"
                variant="subtle"
                disabled={leaf.retired && offered >= mostUnder}
                onClick={() => onChange(replaced(leaves, index, { ...leaf, retired: !leaf.retired }))}
              >
                {say.t(leaf.retired ? 'rules.offerAgain' : 'rules.retire')}
                <span className="hilo-hidden"> {name}</span>
              </Button>
            )}
          </div>
        );
      })}
      {offered < mostUnder && (
        <Button size="compact-xs" variant="subtle" onClick={add}>
          {say.t('rules.addFailure')}
          <span className="hilo-hidden"> {heading}</span>
        </Button>
      )}
    </section>
  );
}

/** What is offered under each kind, with its key. */
export function Choices({ say, tree }: { say: Say; tree: FailureTree }) {
  return (
    <dl className={styles.choices}>
      {caseKind.options.map((kind) => {
        const offered = tree.leaves.filter(({ under, retired }) => under === kind && !retired);
        return (
          <div key={kind}>
            <dt>{say.t(`cases.kind.${kind}`)}</dt>
            <dd>
              {offered.map(({ id, label }, index) => (
                <span key={id}>
                  {index + 1} {textIn(label, say.language) || '…'}
                </span>
              ))}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
