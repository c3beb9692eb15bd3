import { cloneElement, type ReactElement, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import styles from './Tip.module.css';

interface TipProps {
  /** What it says; nothing where it says nothing. */
  title: string | null;
  placement?: 'top' | 'right';
  children: ReactElement<{
    onPointerEnter?(event: React.PointerEvent): void;
    onPointerLeave?(): void;
    onFocus?(event: React.FocusEvent): void;
    onBlur?(): void;
  }>;
}

const delay = 100;

/** A few words beside what the pointer rests on or the keyboard has reached. */
export function Tip({ title, placement = 'top', children }: TipProps) {
  const [at, setAt] = useState<DOMRect | null>(null);
  const timer = useRef<number>(undefined);
  const show = (element: Element, wait: number) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setAt(element.getBoundingClientRect()), wait);
  };
  const hide = () => {
    window.clearTimeout(timer.current);
    setAt(null);
  };
  useEffect(() => () => window.clearTimeout(timer.current), []);
  useEffect(() => {
    if (!at) return;
    const leave = () => setAt(null);
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && leave();
    window.addEventListener('keydown', onKey);
    window.addEventListener('pointerdown', leave);
    window.addEventListener('scroll', leave, true);
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('pointerdown', leave);
      window.removeEventListener('scroll', leave, true);
    };
  }, [at]);
  return (
    <>
      {cloneElement(children, {
        onPointerEnter: (event) => event.pointerType === 'mouse' && show(event.currentTarget, delay),
        onPointerLeave: hide,
        onFocus: (event) => event.currentTarget.matches(':focus-visible') && show(event.currentTarget, 0),
        onBlur: hide,
      })}
      {at &&
        title &&
        createPortal(
          <div
            role="tooltip"
            className={styles[placement]}
            style={
              placement === 'right'
                ? { left: at.right + 8, top: at.top + at.height / 2 }
                : { left: at.left + at.width / 2, top: at.top - 8 }
            }
          >
            {title}
          </div>,
          document.body,
        )}
    </>
  );
}
