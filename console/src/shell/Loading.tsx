import classes from "./Shell.module.css";

/** The frame before it is known who looks at it. */
export function Loading() {
  return (
    <>
      <header className={classes.header} />
      <main className={classes.main} aria-busy="true" aria-label="Loading" />
    </>
  );
}
