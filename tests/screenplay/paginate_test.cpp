// The rules by which pages break, each on the smallest script that shows it.
#include "screenplay/paginate.hpp"

#include "screenplay/page_text.hpp"

using namespace fabula::screenplay;
using namespace fabula::screenplay::test;
using Lines = std::vector<std::string>;

TEST_CASE("a page holds 54 lines on Letter and 58 on A4") {
    CHECK(lines_of(filled(52) + "Last.\n\nNext.\n", 0) == Lines{"53 Last."});
    CHECK(lines_of(filled(52) + "Last.\n\nNext.\n", 1) == Lines{"0 Next."});
    const PageOptions a4{.paper = Paper::A4};
    CHECK(lines_of(filled(56) + "Last.\n\nNext.\n", 0, a4) == Lines{"57 Last."});
    CHECK(lines_of(filled(56) + "Last.\n\nNext.\n", 1, a4) == Lines{"0 Next."});
}

TEST_CASE("headings have two blank lines above, other paragraphs one, and none at a page's top") {
    CHECK(lines_of("INT. A - DAY\n\nOne.\n\nEXT. B - DAY\n\nANNA\n(low)\nYes.\n\n> CUT TO:\n", 0) ==
          Lines{"0 INT. A - DAY", "2 One.", "5 EXT. B - DAY", "7 ANNA", "8 (low)", "9 Yes.",
                "11 CUT TO:"});
    CHECK(lines_of(filled(54) + "EXT. B - DAY\n\nTwo.\n", 1) == Lines{"0 EXT. B - DAY", "2 Two."});
}

TEST_CASE("a heading never ends a page") {
    CHECK(lines_of(filled(49) + "INT. A - DAY\n\nOne.\n", 0) ==
          Lines{"51 INT. A - DAY", "53 One."});
    CHECK(lines_of(filled(50) + "INT. A - DAY\n\nOne.\n", 0) == Lines{});
    CHECK(lines_of(filled(50) + "INT. A - DAY\n\nOne.\n", 1) == Lines{"0 INT. A - DAY", "2 One."});
}

TEST_CASE("a heading stays with the first lines of an action of five lines or more") {
    const std::string four =
        "The light goes out over the harbour, and with it the last of the boats. Nobody on the "
        "quay says a word, although all of them have seen it. Then, one after the other, they "
        "turn around and walk home along the wet rails of the old tramway.";
    const std::string five = four + " A dog stays.\n";
    CHECK(lines_of(filled(48) + "INT. A - DAY\n\n" + five, 0) ==
          Lines{"50 INT. A - DAY",
                "52 The light goes out over the harbour, and with it the last of",
                "53 the boats."});
    CHECK(lines_of(filled(48) + "INT. A - DAY\n\n" + five, 1) ==
          Lines{"0 Nobody on the quay says a word, although all of them have",
                "1 seen it. Then, one after the other, they turn around and walk",
                "2 home along the wet rails of the old tramway. A dog stays."});
    CHECK(lines_of(filled(48) + "INT. A - DAY\n\n" + four, 0) == Lines{});
    CHECK(lines_of(filled(51) + four, 0).size() == 2);
}

TEST_CASE("a shot stays with what follows it") {
    Document document = parse_fountain(filled(51) + "CLOSE ON the key\n\nIt turns.\n");
    document.elements[document.elements.size() - 2].shot = true;
    const Pages pages = paginate(document);
    REQUIRE(pages.pages.size() == 2);
    CHECK(text_of(document, pages.pages[1], pages.pages[1].lines[0]) == "CLOSE ON THE KEY");
}

TEST_CASE("action splits behind a sentence with two lines on either side") {
    const std::string action =
        "Two men carry a mirror across the yard. In it the sky goes by, and a window, and the "
        "face of a woman who has been waiting there for a long time. They set it down. One of "
        "them wipes his hands on his coat, and the other one laughs at him until he has to "
        "sit down.\n";
    CHECK(lines_of(filled(50) + action, 0) ==
          Lines{"51 Two men carry a mirror across the yard. In it the sky goes",
                "52 by, and a window, and the face of a woman who has been",
                "53 waiting there for a long time. They set it down."});
    CHECK(lines_of(filled(50) + action, 1) ==
          Lines{"0 One of them wipes his hands on his coat, and the other one",
                "1 laughs at him until he has to sit down."});
    // Only the first sentence would fit, with one line above.
    CHECK(lines_of(filled(51) + action, 0) == Lines{});
}

TEST_CASE("what must remain is counted in lines as they stood before the break") {
    // Behind the break the last two sentences would take two lines, but they began on the second
    // line of three.
    const std::string action =
        "Looking up, she sees no shadow, but Edward himself, standing before her.  She GASPS, "
        "disbelieving, but his hand is real.  It is destiny.\n";
    CHECK(lines_of(filled(51) + action, 0) == Lines{});
    CHECK(lines_of(filled(51) + action, 1).size() == 3);
}

TEST_CASE("an action without a sentence end moves as a whole") {
    const std::string action =
        "rain on the roof, rain on the road, rain on the slow brown river and on the men who "
        "stand beside it, rain on the lamps of the one car that is still on its way to the "
        "ferry, and nothing else, not a sound, not a bird, for as long as the shot will hold\n";
    CHECK(lines_of(filled(50) + action, 0) == Lines{});
    CHECK(lines_of(filled(50) + action, 1).size() == 5);
}

TEST_CASE("a cue and two lines of its speech stay together") {
    CHECK(lines_of(filled(50) + "ANNA\nYes.\n(after a while)\nNo, I will not have it.\n", 0) ==
          Lines{});
    CHECK(lines_of(filled(50) + "ANNA\nYes. Of course I do. I always have.\n(beat)\nNo.\n", 0) ==
          Lines{});
    CHECK(lines_of(filled(50) + "ANNA\nYes.\n(beat)\nNo, and you know that, too, as well as I "
                                "do.\n",
                   0) == Lines{"51 ANNA", "52 Yes.", "53 (beat)", "54 (MORE)"});
}

TEST_CASE("a speech splits behind a sentence, and the cue is repeated above the page") {
    const std::string speech =
        "MAYOR\nWe have never had a summer like this one. The wells are full, the roads are dry, "
        "and nobody has asked me for anything since the fair.\n\nHe sits.\n";
    CHECK(lines_of(filled(50) + speech, 0) ==
          Lines{"51 MAYOR", "52 We have never had a summer like", "53 this one.", "54 (MORE)"});
    CHECK(lines_of(filled(50) + speech, 1) ==
          Lines{"-1 MAYOR (CONT'D)", "0 The wells are full, the roads are",
                "1 dry, and nobody has asked me for", "2 anything since the fair.", "4 He sits."});
}

TEST_CASE("a speech of two lines does not split, one without a sentence end neither") {
    CHECK(lines_of(filled(50) + "MAYOR\nNever. I have told you so, and more than once.\n", 0) ==
          Lines{"51 MAYOR", "52 Never. I have told you so, and more", "53 than once."});
    CHECK(lines_of(filled(51) + "MAYOR\nNever. I have told you so, and more than once.\n", 0) ==
          Lines{});
    CHECK(lines_of(filled(49) + "MAYOR\nif I had known, on the day that I took this chain, what "
                                "it would come to, and how much of my life would go into the "
                                "drains of this town\n",
                   0) == Lines{});
}

TEST_CASE("a speech splits between its parts, and the last legal place is taken") {
    const std::string speech =
        "ANNA\nDid you never tell him that?\n(she shakes her head)\nGood. He would have told it "
        "wrong anyway.\n";
    CHECK(lines_of(filled(50) + speech, 0) == Lines{"51 ANNA", "52 Did you never tell him that?",
                                                    "53 (she shakes her head)", "54 (MORE)"});
    CHECK(lines_of(filled(50) + speech, 1) ==
          Lines{"-1 ANNA (CONT'D)", "0 Good. He would have told it wrong", "1 anyway."});
}

TEST_CASE("the last sentence end is taken that leaves no stranded rest") {
    const std::string speech =
        "ANNA\nHe came up the road at noon with his hat in his hand. I did not know him. He "
        "asked for water, and I gave it to him. ";
    CHECK(lines_of(filled(47) + speech +
                       "Then he told me his name, and that he had come to stay "
                       "for good, if I would have him.\n",
                   0) == Lines{"48 ANNA", "49 He came up the road at noon with",
                               "50 his hat in his hand. I did not know",
                               "51 him. He asked for water, and I gave", "52 it to him.",
                               "53 (MORE)"});
    // Two lines would go over alone.
    const std::string two =
        "ANNA\nHe came up the road at noon with his hat in his hand. I did not know him. He "
        "asked for water, and I gave it to him as we do in the summers. Then he told me his name, "
        "and that he had come to stay.\n";
    CHECK(lines_of(filled(47) + two, 0) == Lines{"48 ANNA", "49 He came up the road at noon with",
                                                 "50 his hat in his hand. I did not know",
                                                 "51 him.", "52 (MORE)"});
}

TEST_CASE("a sentence end in a long part is taken rather than the end of a short one") {
    const std::string speech =
        "ANNA\nHe came up the road at noon with his hat in his hand. I did not know him, and I "
        "gave him water.\n(beat)\nThen he told me his name. I knew it well.\n";
    CHECK(lines_of(filled(47) + speech, 0) == Lines{"48 ANNA",
                                                    "49 He came up the road at noon with",
                                                    "50 his hat in his hand. I did not know",
                                                    "51 him, and I gave him water.", "52 (MORE)"});
}

TEST_CASE("action does not end a page with a short line, unless that fills it") {
    const std::string action =
        "The boat turns once and drifts along the pier, where nobody has stood since the spring "
        "came and the ice went out to sea, and is gone. She waits for it until the lamps are lit "
        "along the quay and the gulls have gone to sleep on the roofs of the sheds. Then she goes "
        "home.\n";
    CHECK(lines_of(filled(49) + action, 0) == Lines{});
    CHECK(lines_of(filled(50) + action, 0) ==
          Lines{"51 The boat turns once and drifts along the pier, where nobody",
                "52 has stood since the spring came and the ice went out to sea,",
                "53 and is gone."});
}

TEST_CASE("a transition may end a page and does not begin one") {
    CHECK(lines_of(filled(50) + "She goes.\n\nCUT TO:\n\nINT. B - DAY\n\nRain.\n", 0) ==
          Lines{"51 She goes.", "53 CUT TO:"});
    CHECK(lines_of(filled(52) + "She goes.\n\nCUT TO:\n\nINT. B - DAY\n\nRain.\n", 1) ==
          Lines{"0 She goes.", "2 CUT TO:", "5 INT. B - DAY", "7 Rain."});
}

TEST_CASE("blank lines beyond one are an empty paragraph") {
    CHECK(lines_of("One.\n\nTwo.\n\n\nThree.\n\n\n\nFour.\n", 0) ==
          Lines{"0 One.", "2 Two.", "6 Three.", "11 Four."});
    // At the top of a page its space above is dropped, its line is not.
    CHECK(lines_of(filled(54) + "\nINT. A - DAY\n\nOne.\n", 1) ==
          Lines{"3 INT. A - DAY", "5 One."});
}

TEST_CASE("a page break ends the page, and two of them leave no empty one") {
    const std::string script = "One.\n\n===\n\n===\n\nTwo.\n\n===\n";
    CHECK(pages_of(script).pages.size() == 2);
    CHECK(lines_of(script, 1) == Lines{"0 Two."});
}

TEST_CASE("a page break may name its page, and the pages after it count on from there") {
    const Pages pages = pages_of("One.\n\n=== 12A ===\n\nTwo.\n\n===\n\nThree.\n");
    REQUIRE(pages.pages.size() == 3);
    CHECK(pages.pages[0].label == "1");
    CHECK(pages.pages[1].label == "12A");
    CHECK(pages.pages[2].label == "12B");
    CHECK(pages.pages[2].number == 3);
}

TEST_CASE("(CONT'D) is added where a character goes on in the same scene") {
    const std::string script =
        "INT. A - DAY\n\nANNA\nYes.\n\nShe goes.\n\nANNA (O.S.)\nNo.\n\nBEN\nWhy?\n\nANNA\nSo.\n\n"
        "INT. B - DAY\n\nANNA\nWell.\n\nRain.\n\nANNA (cont'd)\nWell, well.\n";
    const Lines lines = lines_of(script, 0);
    CHECK(lines[1] == "2 ANNA");
    CHECK(lines[4] == "7 ANNA (O.S.) (CONT'D)");
    CHECK(lines[8] == "13 ANNA");
    CHECK(lines[11] == "19 ANNA");
    CHECK(lines[14] == "24 ANNA (cont'd)");
    CHECK(lines_of(script, 0, {.automatic_continued = false})[4] == "7 ANNA (O.S.)");
}

TEST_CASE("a voice over the picture neither goes on nor is gone on with") {
    const Lines lines = lines_of(
        "ANNA\nYes.\n\nShe goes.\n\nANNA (V.O.)\nNo.\n\nRain.\n\nANNA (V.O.)\nNo.\n\nANNA\nSo.\n",
        0);
    CHECK(lines[3] == "5 ANNA (V.O.)");
    CHECK(lines[6] == "10 ANNA (V.O.)");
    CHECK(lines[8] == "13 ANNA");
}

TEST_CASE("dual dialogue stands side by side and takes the room of its longer side") {
    const std::string script =
        "ANNA\n(low)\nYes, as I have told you before.\n\nBEN ^\nNo.\n\nSilence.\n";
    const Document document = parse_fountain(script);
    const Pages pages = paginate(document);
    const Page& page = pages.pages[0];
    REQUIRE(page.lines.size() == 7);
    CHECK(text_of(document, page, page.lines[2]) == "Yes, as I have told you");
    CHECK(page.lines[2].x == doctest::Approx(1.5 * 72));
    CHECK(text_of(document, page, page.lines[4]) == "BEN");
    CHECK(page.lines[4].row == 0);
    CHECK(page.lines[4].x == doctest::Approx(6.0625 * 72 - 1.5 * 7.006));
    CHECK(page.lines[5].row == 1);
    CHECK(page.lines[5].x == doctest::Approx(4.625 * 72));
    CHECK(page.lines[6].row == 5);
}

TEST_CASE("dual dialogue moves as a whole, and one longer than a page goes on in both columns") {
    const std::string pair =
        "ANNA\nOne. Two. Three, and that is all there is to say.\n\nBEN ^\nNo.\n";
    CHECK(lines_of(filled(51) + pair, 0) == Lines{});
    std::string script = "ANNA\n";
    for (int i = 0; i < 60; ++i) script += "Line " + std::to_string(i) + ".\n";
    script += "\nBEN ^\nShort.\n\nSilence.\n";
    const Lines below = lines_of(script, 1);
    CHECK(below.front() == "-1 ANNA (CONT'D)");
    CHECK(below[1] == "0 Line 53.");
    CHECK(below.back() == "8 Silence.");
    CHECK(lines_of(script, 0).back() == "1 Short.");
}

TEST_CASE("a paragraph longer than a page fills pages, whatever the rules would like") {
    std::string script = "INT. A - DAY\n\n";
    for (int i = 0; i < 120; ++i) script += "line " + std::to_string(i) + "\n";
    const Pages pages = pages_of(script);
    REQUIRE(pages.pages.size() == 3);
    CHECK(lines_of(script, 0).back() == "53 line 51");
    CHECK(lines_of(script, 1).front() == "0 line 52");
    CHECK(lines_of(script, 2).back() == "13 line 119");
}

TEST_CASE("page numbers stand top right, the first one only when asked for") {
    const std::string script = "One.\n\n===\n\nTwo.\n";
    const Document document = parse_fountain(script);
    const Pages pages = paginate(document);
    CHECK(pages.pages[0].lines.back().kind == LineKind::Text);
    const PageLine& header = pages.pages[1].lines.back();
    CHECK(header.kind == LineKind::Header);
    CHECK(text_of(document, pages.pages[1], header) == "2.");
    CHECK(header.row == -3);
    CHECK(header.x == doctest::Approx(7.25 * 72 - 2 * 7.006));
    const Pages numbered = paginate(document, {.number_first_page = true});
    CHECK(text_of(document, numbered.pages[0], numbered.pages[0].lines.back()) == "1.");
}

TEST_CASE("scene numbers stand left and right of their headings") {
    const std::string script = "INT. A - DAY #12A#\n\nOne.\n\nINT. B - DAY\n\nTwo.\n";
    CHECK(lines_of(script, 0, {.scene_numbers = SceneNumbers::Both}) ==
          Lines{"0 12A", "0 12A", "0 INT. A - DAY", "2 One.", "5 INT. B - DAY", "7 Two."});
    CHECK(lines_of(script, 0) == Lines{"0 INT. A - DAY", "2 One.", "5 INT. B - DAY", "7 Two."});
    const Pages left = pages_of(script, {.scene_numbers = SceneNumbers::Left});
    CHECK(left.pages[0].lines[0].x == doctest::Approx(54));
    const Pages right = pages_of(script, {.scene_numbers = SceneNumbers::Right});
    CHECK(right.pages[0].lines[0].x == doctest::Approx(7.375 * 72 - 3 * 7.006));
}

TEST_CASE("headings without any number are counted") {
    const std::string script = "INT. A - DAY\n\nOne.\n\nINT. B - DAY\n\nTwo.\n";
    CHECK(lines_of(script, 0, {.scene_numbers = SceneNumbers::Left}) ==
          Lines{"0 1", "0 INT. A - DAY", "2 One.", "5 2", "5 INT. B - DAY", "7 Two."});
}

TEST_CASE("sections, synopses and notes take no room in a screenplay") {
    CHECK(lines_of("# Act one\n\n= He leaves.\n\nINT. A - DAY\n\n[[check this]]\n\nOne.\n", 0) ==
          Lines{"0 INT. A - DAY", "2 One."});
}

TEST_CASE("elements stand where Final Draft puts them") {
    const std::string script =
        "INT. A - DAY\n\nANNA\n(low)\nYes.\n~la la\n\n> THE END <\n\nCUT TO:\n";
    const Document document = parse_fountain(script);
    const Pages pages = paginate(document);
    const auto& lines = pages.pages[0].lines;
    REQUIRE(lines.size() == 7);
    CHECK(lines[0].x == doctest::Approx(1.5 * 72));
    CHECK(lines[1].x == doctest::Approx(3.5 * 72));
    CHECK(lines[2].x == doctest::Approx(2.9 * 72));
    CHECK(lines[3].x == doctest::Approx(2.5 * 72));
    CHECK(lines[4].x == doctest::Approx(2.5 * 72));
    CHECK(lines[4].row == 5);
    CHECK(pages.pages[0].runs[lines[4].first_run].style == Italic);
    CHECK(lines[5].x == doctest::Approx(4.5 * 72 - 3.5 * 7.006));
    CHECK(lines[6].x == doctest::Approx(7.1 * 72 - 7 * 7.006));
}

TEST_CASE("runs keep their style over a line break") {
    const Document document = parse_fountain(
        "The house is **dark and cold and empty, and nobody has been in it for "
        "years** now.\n");
    const Pages pages = paginate(document);
    const Page& page = pages.pages[0];
    REQUIRE(page.lines.size() == 2);
    const auto shown = [&](std::size_t line, std::uint32_t run) {
        const PageRun& at = page.runs[page.lines[line].first_run + run];
        return std::to_string(at.column) + " " + std::to_string(at.style) + " " +
               std::string(text_of(document, page, page.lines[line], at));
    };
    CHECK(shown(0, 0) == "0 0 The house is ");
    CHECK(shown(0, 1) == "13 1 dark and cold and empty, and nobody has been in");
    CHECK(shown(1, 0) == "0 1 it for years");
    CHECK(shown(1, 1) == "12 0  now.");
}

TEST_CASE("headings are shown in capitals, in any script") {
    CHECK(lines_of("int. küche - tag\n\nEins.\n", 0)[0] == "0 INT. KÜCHE - TAG");
}

TEST_CASE("an empty script has no pages") {
    CHECK(pages_of("").pages.empty());
    CHECK(pages_of("===\n\n===\n").pages.empty());
}

TEST_CASE("a manuscript is double-spaced, its chapters open pages a third down") {
    const Document document = parse_fountain(
        "Title: The Sea\nAuthor: Anna Berg\n\n# One\n\nIt was\nlate.\n\nRain.\n\n# "
        "Two\n\nMorning.\n",
        Format::Manuscript);
    const Pages pages = paginate(document);
    REQUIRE(pages.pages.size() == 2);
    const Page& first = pages.pages[0];
    CHECK(text_of(document, first, first.lines[0]) == "One");
    CHECK(first.lines[0].row == 16);
    CHECK(first.lines[0].x == doctest::Approx(4.25 * 72 - 1.5 * 7.2));
    CHECK(text_of(document, first, first.lines[1]) == "It was late.");
    CHECK(first.lines[1].row == 18);
    CHECK(first.lines[1].x == doctest::Approx(1.5 * 72));
    const Page& second = pages.pages[1];
    CHECK(text_of(document, second, second.lines.back()) == "Anna Berg / The Sea / 2");
}
