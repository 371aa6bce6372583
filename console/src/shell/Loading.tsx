import classes from "./Shell.module.css";

/** The frame of the page until the session is known. */
export function Loading() {
  return (
    <>
      <header className={classes.header} />
      <main className={classes.main} aria-busy="true" aria-label="Loading" />
    </>
  );
}
