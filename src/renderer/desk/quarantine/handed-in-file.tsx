import { UnstyledButton } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { isPicture, kindOfMime } from '#shared/attachment/kinds.ts';
import { shownName } from '#shared/attachment/names.ts';
import type { CommandAsk } from '#shared/case/commands.ts';
import type { Quarantined } from '#shared/sync/revocation.ts';
import { bytesText } from '../../ui/bytes-text.ts';
import { Picture } from '../customer/files/picture.tsx';
import { decoded, fetchedAlone, type NoPicture } from '../customer/files/pictures.ts';
import { Thumb } from '../customer/files/thumb.tsx';
import { useSyncWords } from '../sync/use-sync-words.ts';
import { readHandedIn } from './content.ts';
import styles from './handed-in.module.css';

/** The longest side of the picture that is shown when its small one is pressed, in pixels. */
const large = 1600;

type Props = {
  n: number;
  file: Extract<CommandAsk, { type: 'attachment.add' }>['data'];
  content: Quarantined['content'];
};

/** A photo or document that waits for a review: what it is, whether all of it has come, and a picture as large as one likes. */
export function HandedInFile({ n, file, content }: Props) {
  const { t, language, percent } = useSyncWords();
  const [isOpen, setOpen] = useState(false);
  const isShown = useRef(false);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);
  const { hash, bytes, mime, about } = file;
  const kind = kindOfMime(mime);
  const name = shownName(file.name);
  const isHere = content?.whole === true;
  const mayOpen = isHere && isPicture(kind);
  const read = () => readHandedIn({ n, hash, bytes }, () => isShown.current);
  const what = (
    <>
      <Thumb
        id={`handed-in ${n} ${hash}`}
        kind={kind}
        read={mayOpen && bytes <= fetchedAlone ? read : null}
      />
      <span className={styles.fileText}>
        <span className={styles.fileName} dir="auto">
          {about || name}
        </span>
        <span className={styles.quiet}>
          {about ? `${name} · ` : ''}
          {bytesText(bytes, language)}
        </span>
        {isHere ? null : (
          <span className={styles.warnText}>
            {content === null || content.have === 0
              ? t('handedIn.file.none')
              : t('handedIn.file.partly', { percent: percent(Math.min(0.99, content.have / bytes)) })}
          </span>
        )}
        {isHere && !mayOpen ? <span className={styles.quiet}>{t('handedIn.file.later')}</span> : null}
      </span>
    </>
  );
  if (!mayOpen) return <div className={styles.file}>{what}</div>;
  return (
    <>
      <UnstyledButton
        className={styles.file}
        aria-expanded={isOpen}
        title={t(isOpen ? 'handedIn.file.smaller' : 'handedIn.file.larger')}
        onClick={() => setOpen(!isOpen)}
      >
        {what}
      </UnstyledButton>
      {isOpen ? <Large read={read} label={about || name} /> : null}
    </>
  );
}

type LargeProps = { read: () => Promise<Uint8Array<ArrayBuffer> | null>; label: string };

/** Decoded as every stranger's picture is, and nowhere else (decision 0020). */
function Large({ read, label }: LargeProps) {
  const { t } = useSyncWords();
  const [picture, setPicture] = useState<ImageBitmap | NoPicture | 'away' | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when it is opened
  useEffect(() => {
    let isWanted = true;
    void read().then(async (bytes) => {
      const made = bytes === null ? 'away' : await decoded(bytes, large);
      if (isWanted) setPicture(made);
    });
    return () => {
      isWanted = false;
    };
  }, []);
  if (picture !== null && typeof picture !== 'string')
    return <Picture bitmap={picture} label={label} className={styles.large} />;
  return (
    <p className={styles.help} role="status">
      {picture === null
        ? t('handedIn.file.coming')
        : t(picture === 'away' ? 'handedIn.file.away' : 'handedIn.file.cannot')}
    </p>
  );
}
