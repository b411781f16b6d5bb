// Looks at one thing and says what came of it, in a line of which BrowserTest makes a test.
export async function check(name, what) {
  try {
    await what();
    console.log(`ok ${name}`);
  } catch (error) {
    console.log(`not ok ${name}: ${String(error.message).split("\n").slice(0, 6).join(" ")}`);
  }
}
