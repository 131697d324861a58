#include "lessons/lesson_cast.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "files/asset_store.hpp"
#include "generate/frames.hpp"
#include "lessons/lessons_store.hpp"
#include "pictures/pictures_store.hpp"

namespace fabula::lessons {

namespace {


bool is_child(const CharacterType& type) {
    const auto ages = parse_ages(type.age_group);
    return ages && ages->to <= 10;
}

bool fits_age(const CharacterType& a, const CharacterType& b) {
    const auto of_a = parse_ages(a.age_group);
    const auto of_b = parse_ages(b.age_group);
    return is_child(a) == is_child(b) && of_a && of_b && of_a->overlaps(*of_b);
}

const StoryRole* find_role(const LessonStory* story, const std::string& id) {
    if (story == nullptr) return nullptr;
    const auto found = std::ranges::find(story->roles, id, &StoryRole::id);
    return found == story->roles.end() ? nullptr : &*found;
}

}  // namespace

// A role, or a place behind the roles, and who plays it.
struct LessonCast::Part {
    cast::Character character{};         // Without an id: to be made.
    LessonRole row{};                    // Without an id: not stored yet.
    const StoryRole* role = nullptr;     // Of a lesson story.
    const CharacterType* own = nullptr;  // The type that the story has for it.
    std::optional<ChosenPerson> chosen{};
    std::size_t variant = 0;  // Into CharacterType::people.
    std::string name{};       // As they will be called.

    [[nodiscard]] const CharacterType* type() const { return chosen ? chosen->type : own; }
};

std::vector<LessonCast::Part> LessonCast::read_parts(const Actor& actor, const Lesson& lesson) {
    const auto* story = find_lesson_story(lesson.story_id);
    return parts_.store.read([&](store::Reader& db) {
        story::get_project(db, actor, Action::Edit, lesson.project_id);
        const auto rows = list_lesson_roles(db, lesson.id);
        std::vector<Part> out;
        for (auto& one : cast::list_cast(db, lesson.project_id)) {
            const auto row = std::ranges::find(rows, one.id, &LessonRole::character_id);
            // Of a story only who has a role to give away; of another script everybody.
            if (row == rows.end() && story != nullptr) continue;
            Part part{.character = std::move(one)};
            if (row != rows.end()) part.row = *row;
            part.role = find_role(story, part.row.role);
            if (part.role != nullptr) part.own = find_character_type(part.role->character_type);
            out.push_back(std::move(part));
        }
        return out;
    });
}

namespace {

// Gives every chosen person one of the parts; those for whom none is left come back.
template <class Part>
std::vector<ChosenPerson> give_parts(std::vector<Part>& parts, std::vector<ChosenPerson> chosen) {
    const auto give = [&](const auto& fits) {
        std::erase_if(chosen, [&](const ChosenPerson& person) {
            for (auto& part : parts) {
                if (part.chosen || !fits(part, person)) continue;
                part.chosen = person;
                return true;
            }
            return false;
        });
    };
    give([](const Part& part, const ChosenPerson& person) {
        if (person.role.empty()) return false;
        return part.row.role == person.role || fold(part.character.name) == fold(person.role);
    });
    for (const auto& person : chosen) {
        if (!person.role.empty()) {
            invalid("characters", "There is no role \"" + shorten(person.role, 60) + "\" to give.");
        }
    }
    give([](const Part& part, const ChosenPerson& person) { return part.own == person.type; });
    give([](const Part& part, const ChosenPerson& person) {
        return part.own != nullptr && fits_age(*part.own, *person.type);
    });
    give([](const Part& part, const ChosenPerson&) { return !part.row.role.empty(); });
    give([](const Part&, const ChosenPerson&) { return true; });
    return chosen;
}

}  // namespace

namespace {

// Chooses names and looks so that no two are the same.
template <class Part>
class Naming {
public:
    Naming(const std::vector<Part>& parts, std::string_view language, bool renames)
        : language_(language), renames_(renames) {
        for (const auto& part : parts) {
            if (!part.chosen || part.chosen->name.empty()) continue;
            if (!asked_.insert(fold(part.chosen->name)).second) {
                invalid("characters", "Two of them have the same name.");
            }
        }
    }

    // `others`: the names of everybody else who stays in the project.
    void name(Part& part, const std::set<std::string>& others) {
        const auto* type = part.type();
        if (type == nullptr) return;
        const auto& before = part.character.name;
        const bool keeps = part.chosen && part.row.character_type == type->id;
        part.variant = free_variant(*type, part, others);
        if (part.chosen && !part.chosen->name.empty()) {
            part.name = part.chosen->name;
            if (others.contains(fold(part.name))) {
                invalid("characters", "Somebody is called \"" + part.name + "\" already.");
            }
        } else if (part.role != nullptr && type == part.own) {
            part.name = part.role->name.in(language_);
        } else if (keeps || (!renames_ && !before.empty())) {
            part.name = before;
        } else {
            part.name = type->people[part.variant].name.in(language_);
        }
        if (others.contains(fold(part.name)) || !taken_.insert(fold(part.name)).second) {
            part.name = next_free(part.name, others);
        }
    }

private:
    std::size_t free_variant(const CharacterType& type, const Part& part,
                             const std::set<std::string>& others) {
        for (std::size_t i = 0; i < type.people.size(); ++i) {
            const auto key = type.id + std::to_string(i);
            const auto name = fold(type.people[i].name.in(language_));
            const bool own_name = name == fold(part.character.name);
            const bool free = own_name || !(others.contains(name) || taken_.contains(name) ||
                                            asked_.contains(name));
            const bool named_by_story = part.role != nullptr && part.own == &type;
            if ((free || named_by_story) && used_.insert(key).second) return i;
        }
        return 0;
    }

    std::string next_free(const std::string& name, const std::set<std::string>& others) {
        for (int number = 2;; ++number) {
            auto next = name + " " + std::to_string(number);
            if (!others.contains(fold(next)) && taken_.insert(fold(next)).second) return next;
        }
    }

    const std::string_view language_;
    const bool renames_;
    std::set<std::string> asked_;
    std::set<std::string> taken_;
    std::set<std::string> used_;  // Types with the number of the person.
};

void check_name(const std::string& name) {
    if (name.find_first_of("\n()^@") != std::string::npos) {
        invalid("characters", "A name must be one line without brackets and marks.");
    }
}

}  // namespace

void LessonCast::select(const Actor& actor, const Lesson& lesson,
                        const std::vector<ChosenPerson>& chosen) {
    for (const auto& person : chosen) check_name(person.name);
    auto parts = read_parts(actor, lesson);
    for (auto& person : give_parts(parts, chosen)) {
        parts.push_back(Part{.chosen = std::move(person)});
    }
    Naming<Part> naming(parts, lesson.language, !lesson.story_id.empty());
    const auto everybody = parts_.store.read([&](store::Reader& db) {
        return cast::list_cast(db, lesson.project_id);
    });
    for (auto& part : parts) {
        std::set<std::string> others;
        for (const auto& one : everybody) {
            if (one.id != part.character.id) others.insert(fold(one.name));
        }
        naming.name(part, others);
    }
    for (auto& part : parts) {
        if (part.chosen || part.own != nullptr) {
            play(actor, lesson, part);
        } else {
            leave_out(actor, part);
        }
    }
}

void LessonCast::play(const Actor& actor, const Lesson& lesson, Part& part) {
    const bool made = part.character.id.empty();
    if (made) {
        fabula::New<cast::Character> fresh;
        fresh.value.project_id = lesson.project_id;
        fresh.value.name = part.name;
        part.character = parts_.cast.create(actor, fresh);
    } else if (part.character.name != part.name) {
        parts_.scripts.rename(actor, part.character.id, {.name = part.name});
    }
    const bool changed = dress(actor, lesson, part);
    if (part.chosen) ensure_sheet(actor, part.character.id, changed);
    parts_.store.write([&](store::Tx& tx) {
        auto row = part.row;
        row.lesson_id = lesson.id;
        row.character_id = part.character.id;
        row.made = row.made || made;
        row.character_type = part.chosen ? part.chosen->type->id : "";
        if (row.id.empty()) {
            tx.insert(row);
        } else if (row.character_type != part.row.character_type) {
            tx.update(row);
        }
    });
}

namespace {

// Words of a person are theirs; those of a type give way to another's.
bool is_of_a_type(const std::string& description) {
    return description.empty() ||
           std::ranges::any_of(character_types(), [&](const CharacterType& type) {
               return description == type.description.en || description == type.description.de;
           });
}

bool is_of_a_type(const std::vector<std::string>& tags) {
    return tags.empty() || std::ranges::any_of(character_types(), [&](const CharacterType& type) {
               return tags == type.visual_tags;
           });
}

Json look_json(const drawing::LookHints& look) {
    Json out = Json::object();
    const Json all = encode(look);
    for (const auto& [key, value] : all.items()) {
        if (!value.is_null()) out[key] = value;
    }
    return out;
}

}  // namespace

bool LessonCast::dress(const Actor& actor, const Lesson& lesson, const Part& part) {
    const auto& type = *part.type();
    // Who stays of the type that they are keeps the look that a hand may have changed.
    const bool stays = part.row.character_type == (part.chosen ? type.id : std::string()) &&
                       !part.character.look.empty();
    const auto look = drawing::combine(type.people[part.variant].look, type.look);
    const bool changes = !stays && look_json(look) != part.character.look;
    if (changes) parts_.frames.put_look(actor, part.character.id, look, std::nullopt);
    fabula::Patch<cast::Character> patch;
    if (is_of_a_type(part.character.description)) {
        patch.set<&cast::Character::description>(type.description.in(lesson.language));
    }
    if (is_of_a_type(part.character.visual_tags)) {
        patch.set<&cast::Character::visual_tags>(type.visual_tags);
    }
    if (patch.given.any()) parts_.cast.update(actor, part.character.id, patch, std::nullopt);
    return changes;
}

void LessonCast::ensure_sheet(const Actor& actor, const CharacterId& id, bool changed) {
    cast::Character character;
    const auto members = parts_.store.read([&](store::Reader& db) {
        character = cast::get_character(db, actor, Action::Edit, id);
        const auto sheet =
            pictures::find_starred(db, cast::picture_owner(character), PictureUse::Sheet);
        const auto asset = sheet ? files::find_asset(db, *sheet) : std::nullopt;
        const bool stays = asset && (!changed || !providers::is_builtin(asset->provenance));
        return stays ? std::vector<providers::CastMember>{}
                     : generate::cast_members(db, *character.project_id);
    });
    if (!members.empty()) {
        const auto drawn = parts_.rules.reference_sheet(character.name, members);
        parts_.pictures.add(
            actor,
            [&](store::Reader& db) {
                return cast::picture_owner(cast::get_character(db, actor, Action::Edit, id));
            },
            PictureUse::Sheet,
            {.folder = AssetFolder::Characters,
             .extension = drawn.extension,
             .state = ArtState::Rough,
             .provenance = drawn.provenance},
            drawn.bytes, pictures::Starring::Newest);
    }
    if (character.sheet_locked) return;
    fabula::Patch<cast::Character> lock;
    lock.set<&cast::Character::sheet_locked>(true);
    parts_.cast.update(actor, id, lock, std::nullopt);
}

void LessonCast::leave_out(const Actor& actor, const Part& part) {
    if (part.row.id.empty()) return;
    if (part.row.made) {
        // Whoever speaks by now stays.
        const auto lines = parts_.scripts.list_lines(actor, part.character.id, std::nullopt);
        if (lines.empty()) {
            parts_.cast.remove(actor, part.character.id);
            return;
        }
    }
    parts_.store.write([&](store::Tx& tx) {
        auto row = part.row;
        row.character_type.clear();
        tx.update(row);
    });
}

}  // namespace fabula::lessons
