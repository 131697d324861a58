// What a name tells: titles, kinship, animals, and given names that are common enough to be
// counted on.
#include "drawing/figure/look.hpp"
#include "drawing/frame/words.hpp"

namespace fabula::drawing {
namespace {

// clang-format off
constexpr std::string_view kFemaleNames =
    "ada adele agatha agnes alice alicia alma amanda amelia amy andrea angela anita ann anna anne annie antonia astrid barbara beatrice bella "
    "bertha beth betty bianca birgit bridget brigitte camille carla carmen carol caroline catherine cecilia cecily charlotte chiara chloe christa christina "
    "christine clara claudia claire colleen cora cordelia daisy daniela daphne debbie deborah diana dinah dora doris dorothea dorothy edith elena "
    "eleanor elfriede elisa elisabeth elise eliza elizabeth ella ellen elsa else emilia emily emma erika erna esther eva eve evelyn fatima fiona flora "
    "florence franziska frieda gabriele gerda gertrude gina gisela grace greta gretchen gretel gudrun gwen gwendolen hannah hanna heidi helen helena helene "
    "hilda hilde ida ilse inge ingrid irene iris irma isabel isabella jane janet jasmin jean jennifer jenny jessica joan johanna josephine judith julia "
    "juliet june karin karla kate katharina katherine kathleen kathy katja kim kirsten klara lara laura lea lena leonie lily lina linda lisa lotte louise lucia lucy "
    "luisa lydia magda magdalena maggie margaret margarete margie margot maria marian marianne marie marion martha mary mathilda maud maya melanie mercedes mia "
    "michelle mina miriam moira molly monica monika nadia nancy naomi natalie nell nicole nina nora olga olivia ophelia paula pauline penny petra phoebe "
    "polly rachel rebecca regina renate rita roberta rosa rosalie rose roxanne ruby ruth sabine sally samantha sandra sara sarah selma sheila silvia simone "
    "sofia sonja sophia sophie stella stephanie susan susanna susanne sylvia tanja teresa tess theresa tina toni ulrike ursula valerie vera veronica victoria viola "
    "virginia wendy wilma yvonne zoe marge glinda ozma valentine mercédès haydée héloïse";
constexpr std::string_view kMaleNames =
    "aaron abel adam adrian albert alan alex alexander alfred algernon alois andreas andrew andy anton anthony archibald armin arnold arthur august axel barry "
    "bartholomew basil ben benedict benjamin bernard bernd bernhard bert bill bob bobby boris brandon brian bruno carl carlos caspar cecil charles charlie chris "
    "christian christopher clark claus clemens conrad cyril dan daniel danny david dennis detlef dieter dirk donald doug duncan ebenezer eddie edgar edmond edmund edward "
    "elias emil emmett eric erich erik ernest ernst erwin eugene fabian felix ferdinand finn florian francis frank frankie franz fred frederick friedrich fritz gabriel gareth "
    "gary geoffrey georg george gerald gerhard gilbert gordon gottfried greg gregor guido günther gustav guy hamlet hank hannes hans hänsel harald harold harry hector "
    "heinrich heinz helmut henry herbert hermann holger horace horatio howard hubert hugh hugo humphrey igor ingo isaac ivan jack jacob jake jakob james jan jason jasper "
    "jeff jens jeremy jerry jesse jim jimmy jo joachim joe joey johann johannes john johnny jonas jonathan jörg josef joseph josh juan julian jürgen justin kai kaspar karl kenneth "
    "kevin klaus konrad konstantin kurt lars laurence leo leon leonard leopold lewis liam linus lorenz louis luca ludwig luigi lukas luke luther magnus malcolm manfred manuel marc marcel "
    "marco marcus mario mark martin marty marvin mathias matt matthew maurice max maximilian michael miguel mike mikhail milo moritz nathan ned neil nicholas nick nigel nikolai noah norbert "
    "oliver olli omar oscar oskar oswald otto owen patrick paul pedro percy peter phil philip pierre pip quentin rainer ralf ralph ray raymond reinhard rené richard rick robert robin "
    "rocky roderick rodrigo roger roland rolf roman ronald ross rudi rudolf rufus rupert russell sam samuel sancho sebastian sergei seth sherlock siegfried simon stanley stefan stephen steve steven "
    "stuart sven ted theodor theo thomas thorsten tim timothy tobias toby todd tom tomas tommy tony torsten uwe victor viktor vincent volker waldemar walter watson werner wilhelm will william "
    "willy winston wolf wolfgang woyzeck xavier yuri zachary dantès fernand danglars caderousse pell";
constexpr std::string_view kFemaleTitles =
    "mrs ms miss madam madame mademoiselle lady queen princess duchess countess baroness empress frau fräulein königin prinzessin gräfin herzogin mother mom mum mama mami mommy grandmother grandma "
    "granny oma mutter aunt auntie tante sister schwester daughter tochter wife girl woman waitress actress nurse witch hexe dame maid nun nonne bride braut girlfriend goddess margreth margret großmutter stewardess housewife "
    "nanny governess *frau *mädchen *in+frau mädchen ladies women girls cook+woman mermaid";
constexpr std::string_view kMaleTitles =
    "mr mister sir lord king prince duke count baron emperor herr könig prinz graf herzog kaiser father dad daddy papa grandfather grandpa grandad opa vater uncle onkel brother bruder son sohn husband "
    "boy man waiter actor monk mönch butler wizard zauberer priest pastor pfarrer bride+groom groom bräutigam boyfriend guy bloke gentleman knight ritter fireman policeman postman salesman fisherman "
    "hauptmann tambourmajor doktor+herr monsieur abbé abbe captain sergeant sheriff general major colonel *mann junge männer hatter caterpillar viking";
constexpr std::string_view kChildWords = "boy girl child kid baby toddler kind junge mädchen little+* son+* daughter+* schoolboy schoolgirl bub";
constexpr std::string_view kOldWords = "old elderly grandmother grandfather grandma grandpa granny oma opa großmutter großvater alte alter greis ancient";
// clang-format on

struct Animal {
    std::string_view words;
    Species species;
    std::string_view color;
};

// clang-format off
constexpr Animal kAnimals[] = {
    {"cat kitty kitten tomcat cheshire katze kater", Species::Cat, "#C48A50"},
    {"dog puppy hound poodle hund toto terrier", Species::Dog, "#A97B4F"},
    {"rabbit bunny hare hase kaninchen", Species::Rabbit, "#E9E4DA"},
    {"mouse dormouse rat hamster maus ratte squirrel", Species::Mouse, "#B2A79E"},
    {"fox wolf fuchs jackal coyote werewolf", Species::Fox, "#C2652F"},
    {"bear bär panda", Species::Bear, "#6E4D36"},
    {"lion tiger löwe leopard", Species::Lion, "#D6A44C"},
    {"pig boar piglet schwein cow sheep goat esel donkey horse pferd", Species::Pig, "#E6B7A8"},
    {"bird duck owl eagle raven crow parrot dodo lory gryphon chicken hen rooster swan goose magpie canary vogel ente eule adler rabe storch pigeon stork", Species::Bird, "#6E94B4"},
    {"frog toad lizard turtle tortoise mock+turtle fish-footman frosch kröte schildkröte crocodile dragon drache dinosaur alien caterpillar", Species::Frog, "#84A35E"},
    {"robot android droid cyborg computer tin+woodman tin+man machine roboter maschine", Species::Robot, "#B4BCC1"},
    {"ghost spirit phantom spectre geist gespenst apparition", Species::Ghost, "#E6EAEC"},
};
// clang-format on

}  // namespace

LookHints read_name(std::string_view name) {
    LookHints hints;
    const auto words = words_of(name);
    for (const auto& animal : kAnimals) {
        if (!has_word(words, animal.words)) continue;
        hints.species = animal.species;
        const auto said = read_look(std::string(name) + " hair").hair_color;
        hints.skin = said ? *said : std::string(animal.color);
        break;
    }
    if (has_word(words, kFemaleTitles)) {
        hints.gender = Gender::Female;
    } else if (has_word(words, kMaleTitles)) {
        hints.gender = Gender::Male;
    } else if (has_word(words, kFemaleNames)) {
        hints.gender = Gender::Female;
    } else if (has_word(words, kMaleNames)) {
        hints.gender = Gender::Male;
    }
    if (has_word(words, kOldWords))
        hints.age = Age::Old;
    else if (has_word(words, kChildWords))
        hints.age = Age::Child;
    return hints;
}

}  // namespace fabula::drawing
