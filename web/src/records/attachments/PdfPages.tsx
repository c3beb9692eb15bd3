import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../../i18n/text.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import styles from './Attachments.module.css';

GlobalWorkerOptions.workerSrc = workerUrl;

const mostPages = 30;

/** The pages of a PDF, drawn here: browsers on phones show none inside a page. */
export function PdfPages({ url }: { url: string }) {
  const t = useText();
  const [document, setDocument] = useState<PDFDocumentProxy | null>(null);
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    const task = getDocument({ url, isEvalSupported: false });
    task.promise.then(setDocument).catch(() => setBroken(true));
    return () => void task.destroy();
  }, [url]);
  if (broken) return <Empty tone="error" title={t('file.unreadable')} />;
  if (!document) return <Skeleton rows={8} />;
  const shown = Math.min(document.numPages, mostPages);
  return (
    <>
      {Array.from({ length: shown }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: pages are their numbers
        <PdfPage key={index} document={document} number={index + 1} />
      ))}
      {document.numPages > shown && <p>{t('file.morePages', { count: document.numPages - shown })}</p>}
    </>
  );
}

function PdfPage({ document, number }: { document: PDFDocumentProxy; number: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let stopped = false;
    void document
      .getPage(number)
      .then((page) => {
        if (stopped || !canvas.current) return;
        const viewport = page.getViewport({ scale: 1.5 * window.devicePixelRatio });
        canvas.current.width = viewport.width;
        canvas.current.height = viewport.height;
        return page.render({ canvas: canvas.current, viewport }).promise;
      })
      .catch((failure: unknown) => {
        // Whoever closes the preview gives up what is still drawn.
        if (!stopped) throw failure;
      });
    return () => {
      stopped = true;
    };
  }, [document, number]);
  return <canvas ref={canvas} className={styles.pdfPage} />;
}
