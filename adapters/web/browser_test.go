package web

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	cdpage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The settings of these tests: the file axe.min.js of axe-core, and a folder
// that screenshots are written to.
const (
	axeFile     = "REVIEWBOT_TEST_AXE"
	screenshots = "REVIEWBOT_TEST_PICTURES"
)

// inBrowser opens the site in Chromium. Whatever the browser complains of
// fails the test: a breach of the policy, an error, a request elsewhere.
func inBrowser(t *testing.T) (ctx context.Context, base string) {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			program = found
			break
		}
	}
	if program == "" {
		if os.Getenv("CI") != "" {
			t.Fatal("chromium is not installed: the gate tests in a browser")
		}
		t.Skip("chromium is not installed")
	}
	s, _ := open(t, nil)
	server := httptest.NewServer(s.Handler())
	t.Cleanup(server.Close)
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.WSURLReadTimeout(time.Minute))
	ctx, stop := context.WithTimeout(t.Context(), 3*time.Minute)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewExecAllocator(ctx, options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	chromedp.ListenTarget(ctx, func(ev any) {
		switch ev := ev.(type) {
		case *log.EventEntryAdded:
			if ev.Entry.Level == log.LevelError && !strings.Contains(ev.Entry.Text, "404") {
				t.Errorf("the browser says: %s %s", ev.Entry.Text, ev.Entry.URL)
			}
		case *runtime.EventExceptionThrown:
			t.Errorf("exception: %v", ev.ExceptionDetails)
		case *network.EventRequestWillBeSent:
			if !strings.HasPrefix(ev.Request.URL, server.URL) && !strings.HasPrefix(ev.Request.URL, "data:") {
				t.Errorf("the page asks %s", ev.Request.URL)
			}
		}
	})
	act(t, ctx, network.Enable(), log.Enable(), runtime.Enable())
	return ctx, server.URL
}

func act(t *testing.T, ctx context.Context, actions ...chromedp.Action) {
	t.Helper()
	if err := chromedp.Run(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// shoot keeps a picture of the whole page, where a folder for it is set.
func shoot(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	dir := os.Getenv(screenshots)
	if dir == "" {
		return
	}
	var picture []byte
	act(t, ctx, chromedp.FullScreenshot(&picture, 100))
	if err := os.WriteFile(filepath.Join(dir, name+".png"), picture, 0o600); err != nil {
		t.Fatal(err)
	}
}

// value is what a script returns.
func value[T any](t *testing.T, ctx context.Context, script string) (v T) {
	t.Helper()
	act(t, ctx, chromedp.Evaluate(script, &v))
	return v
}

// TestBrowserAsks holds that a reader asks, follows the citation and sees its
// quote marked, with the keyboard alone and with JavaScript off.
func TestBrowserAsks(t *testing.T) {
	ctx, base := inBrowser(t)
	act(t, ctx, emulation.SetScriptExecutionDisabled(true), chromedp.Navigate(base), chromedp.KeyEvent(kb.Tab))
	if on := value[string](t, ctx, `document.activeElement.className`); on != "skip" {
		t.Errorf("the first stop is %q, want the way to the text", on)
	}
	tabTo(t, ctx, `document.activeElement.id == "q"`)
	act(t, ctx, chromedp.KeyEvent("when was the kazan summit"), chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(".answer", chromedp.ByQuery))
	shoot(t, ctx, "answer")
	if got := value[string](t, ctx, `document.querySelector(".answer").innerText`); !strings.Contains(got, "The Kazan BRICS summit in July was a landmark event") || !strings.Contains(got, "Moderators' note") {
		t.Errorf("the answer is %q", got)
	}
	tabTo(t, ctx, `document.activeElement.matches(".statement a")`)
	if outline := value[string](t, ctx, `getComputedStyle(document.activeElement).outlineStyle`); outline != "solid" {
		t.Errorf("what has the focus has the outline %q", outline)
	}
	act(t, ctx, chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible("#quote", chromedp.ByQuery))
	if got := value[string](t, ctx, `document.querySelector("#quote").innerText`); !strings.HasPrefix(got, "The Kazan BRICS summit in July") {
		t.Errorf("marked is %q", got)
	}
	if at := value[float64](t, ctx, `document.querySelector("#quote").getBoundingClientRect().top`); at < 0 || at > 800 {
		t.Errorf("the quote stands at %v", at)
	}
	shoot(t, ctx, "marked")
	tabTo(t, ctx, `document.activeElement.rel == "next"`)
	act(t, ctx, chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible(`//h1[contains(.,"¶ 10")]`, chromedp.BySearch))
}

// tabTo goes on with the keyboard to what a script says.
func tabTo(t *testing.T, ctx context.Context, there string) {
	t.Helper()
	for range 60 {
		act(t, ctx, chromedp.KeyEvent(kb.Tab))
		if value[bool](t, ctx, there) {
			return
		}
	}
	t.Fatalf("the keyboard does not get to where %s", there)
}

// shown are the pages that are looked at, by name.
var shown = map[string]string{
	"review": "/", "russian": "/?lang=ru", "paragraph": "/p/9?fact=brics-kazan-summit", "paragraph-russian": "/p/9?lang=ru",
	"answer": "/ask?q=what+happened+in+June", "refusal": "/ask?q=why+did+putin+visit+brazil", "ask": "/ask", "notice": "/p/99",
	"long": "/ask?q=" + strings.Repeat("unbreakable", 40),
}

// TestBrowserLooks holds at 360 px, in light and in the dark, that nothing is
// wider than the screen, what is pressed is large enough, and the colours are
// those of the dark; and, where axe-core is set, that it finds no violation.
func TestBrowserLooks(t *testing.T) {
	ctx, base := inBrowser(t)
	var axe []byte
	if name := os.Getenv(axeFile); name != "" {
		var err error
		if axe, err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	} else if os.Getenv("CI") != "" {
		t.Fatalf("%s is not set: the gate tests accessibility", axeFile)
	}
	act(t, ctx, cdpage.SetBypassCSP(true)) // for axe-core, which is no part of the page
	for _, scheme := range []string{"light", "dark"} {
		act(t, ctx, emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}))
		for name, address := range shown {
			act(t, ctx, chromedp.EmulateViewport(360, 740, chromedp.EmulateMobile), chromedp.Navigate(base+address))
			if wide := value[float64](t, ctx, `document.documentElement.scrollWidth`); wide > 360 {
				t.Errorf("%s is %v px wide", name, wide)
			}
			if dark := value[bool](t, ctx, `getComputedStyle(document.body).backgroundColor.match(/\d+/)[0] < 128`); dark != (scheme == "dark") {
				t.Errorf("%s in %s: dark is %v", name, scheme, dark)
			}
			if low := value[float64](t, ctx, `document.querySelector("button").getBoundingClientRect().height`); low < 44 {
				t.Errorf("%s: the button is %v px high", name, low)
			}
			shoot(t, ctx, name+"-"+scheme)
			if axe != nil {
				accessible(t, ctx, name+" in "+scheme, axe)
			}
		}
	}
	if axe == nil {
		t.Skipf("%s is not set: accessibility was not checked", axeFile)
	}
}

// accessible runs axe-core with all details open.
func accessible(t *testing.T, ctx context.Context, name string, axe []byte) {
	t.Helper()
	var result string
	act(t, ctx, chromedp.Evaluate(string(axe)+`; document.querySelectorAll("details").forEach(d => d.open = true); true`, nil),
		chromedp.Evaluate(`axe.run({resultTypes: ["violations"]}).then(r => JSON.stringify({passes: r.passes.length, violations: r.violations.map(v => ({id: v.id, help: v.help, nodes: v.nodes.slice(0, 3).map(n => n.html + " " + n.failureSummary)}))}))`, &result,
			func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
	var found struct {
		Passes     int
		Violations []struct {
			ID, Help string
			Nodes    []string
		}
	}
	if err := json.Unmarshal([]byte(result), &found); err != nil {
		t.Fatal(err)
	}
	if found.Passes < 10 {
		t.Errorf("%s: axe-core looked at %d rules only", name, found.Passes)
	}
	for _, v := range found.Violations {
		t.Errorf("%s: %s: %s: %q", name, v.ID, v.Help, v.Nodes)
	}
}

// TestBrowserPrints holds that paper gets the text and not what is pressed.
func TestBrowserPrints(t *testing.T) {
	ctx, base := inBrowser(t)
	act(t, ctx, emulation.SetEmulatedMedia().WithMedia("print"), chromedp.Navigate(base+"/p/9?fact=brics-kazan-summit"))
	for selector, want := range map[string]bool{"search": false, "nav": false, ".passage": true, "mark": true, ".note": true} {
		if got := value[bool](t, ctx, `document.querySelector("`+selector+`").checkVisibility()`); got != want {
			t.Errorf("%s on paper: %v", selector, got)
		}
	}
	shoot(t, ctx, "print")
}

// TestBrowserWeight measures a first visit: time to the complete page, and
// what it weighs.
func TestBrowserWeight(t *testing.T) {
	ctx, base := inBrowser(t)
	for _, address := range []string{"/", "/p/9", "/ask?q=when+was+the+kazan+summit"} {
		act(t, ctx, network.SetCacheDisabled(true), chromedp.Navigate(base+address))
		got := value[struct{ Time, Weight, Requests float64 }](t, ctx, `(() => {
			const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
			return {Time: all[0].loadEventEnd || all[0].domComplete, Weight: all.reduce((n, e) => n + e.transferSize, 0), Requests: all.length};
		})()`)
		t.Logf("%s: complete after %.0f ms, %.1f KB in %v requests", address, got.Time, got.Weight/1000, got.Requests)
		if got.Weight > 40_000 || got.Requests > 3 {
			t.Errorf("%s weighs %.0f bytes in %v requests", address, got.Weight, got.Requests)
		}
	}
}
