#include "app/config.hpp"

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace fabula::app {

namespace {

const std::vector<SettingRow> kTable{
    {.name = "data",
     .variables = {"FABULA_DATA", "DATA_DIR"},
     .fallback = "./fabula-data",
     .help = "Folder that holds everything: database, pictures, sound, cache."},
    {.name = "host",
     .variables = {"HOST"},
     .fallback = "127.0.0.1",
     .help = "Address to listen on; on other addresses than loopback everybody signs in."},
    {.name = "port",
     .variables = {"PORT"},
     .type = SettingType::Number,
     .fallback = "8000",
     .min = 0,
     .max = 65535,
     .help = "Port to listen on; 0 takes a free one."},
    {.name = "public-names",
     .variables = {"PUBLIC_NAMES"},
     .type = SettingType::List,
     .fallback = "",
     .help = "Host names that people reach this server by, besides localhost and addresses."},
    {.name = "trusted-proxies",
     .variables = {"TRUSTED_PROXIES"},
     .type = SettingType::List,
     .fallback = "",
     .help = "Addresses or networks of proxies whose X-Forwarded-For and -Proto are believed."},
    {.name = "setup-code",
     .variables = {"FABULA_SETUP_CODE"},
     .fallback = "",
     .secret = true,
     .help = "Code that opens /setup once; without it the server makes one and says where."},
    {.name = "api-keys",
     .variables = {"API_KEYS"},
     .type = SettingType::List,
     .fallback = "",
     .secret = true,
     .help =
         "Keys of who runs the server, at least 16 characters each; only their hashes are kept, "
         "and a key that is no longer named here opens nothing."},
    {.name = "rate-per-minute",
     .variables = {"RATE_PER_MINUTE"},
     .type = SettingType::Number,
     .fallback = "1200",
     .min = 0,
     .max = 1000000,
     .help = "Requests that one key or one session may make in a minute; 0: as many as they like."},
    {.name = "address-rate-per-minute",
     .variables = {"ADDRESS_RATE_PER_MINUTE"},
     .type = SettingType::Number,
     .fallback = "6000",
     .min = 0,
     .max = 1000000,
     .help = "Requests from one address in a minute; 0: as many as they like."},
    {.name = "supabase-url",
     .variables = {"SUPABASE_URL"},
     .fallback = "",
     .help = "Address of a Supabase project, such as https://abcd.supabase.co; the access tokens "
             "of its people are taken as bearer tokens."},
    {.name = "supabase-jwt-secret",
     .variables = {"SUPABASE_JWT_SECRET"},
     .fallback = "",
     .secret = true,
     .help = "Legacy secret of that project, where its tokens are signed with it (HS256) and not "
             "with its published keys."},
    {.name = "net-allow",
     .variables = {"FABULA_NET_ALLOW"},
     .type = SettingType::List,
     .fallback = "",
     .help = "Host and port of servers that may be asked although they are on this machine, in a "
             "private network or at an unusual port, such as localhost:11434."},
    {.name = "net-ca-file",
     .variables = {"FABULA_NET_CA_FILE", "SSL_CERT_FILE"},
     .fallback = "",
     .help = "File of certificate authorities that servers of the world are checked by; without it "
             "those of this machine."},
    {.name = "openai-api-key",
     .variables = {"OPENAI_API_KEY"},
     .fallback = "",
     .secret = true,
     .help = "Key for OpenAI, offered to the organization of who runs the server."},
    {.name = "openai-api-base",
     .variables = {"OPENAI_API_BASE", "OPENAI_BASE_URL"},
     .fallback = "",
     .help = "Address of a server that speaks as OpenAI does, such as http://localhost:1234/v1."},
    {.name = "openai-model",
     .variables = {"GPT_MODEL", "OPENAI_MODEL"},
     .fallback = "",
     .help = "Text model that is asked there."},
    {.name = "openrouter-api-key",
     .variables = {"OPENROUTER_API_KEY"},
     .fallback = "",
     .secret = true,
     .help = "Key for OpenRouter, offered likewise."},
    {.name = "anthropic-api-key",
     .variables = {"ANTHROPIC_API_KEY"},
     .fallback = "",
     .secret = true,
     .help = "Key for Anthropic, offered likewise."},
    {.name = "together-api-key",
     .variables = {"TOGETHER_API_KEY"},
     .fallback = "",
     .secret = true,
     .help = "Key for Together, offered likewise."},
    {.name = "fal-api-key",
     .variables = {"FAL_AI_API_KEY", "FAL_KEY"},
     .fallback = "",
     .secret = true,
     .help = "Key for fal, offered likewise."},
    {.name = "runware-api-key",
     .variables = {"RUNWARE_API_KEY"},
     .fallback = "",
     .secret = true,
     .help = "Key for Runware, offered likewise."},
    {.name = "env",
     .variables = {"ENV", "ENVIRONMENT"},
     .fallback = "",
     .help = "A label shown on pages, in health and logs; nothing else depends on it."},
    {.name = "log-level",
     .variables = {"LOG_LEVEL"},
     .type = SettingType::Choice,
     .fallback = "info",
     .choices = {"debug", "info", "warning", "error"},
     .help = "How much is logged."},
    {.name = "cors-origins",
     .variables = {"CORS_ORIGINS"},
     .type = SettingType::List,
     .fallback = "",
     .help = "Origins of other sites whose scripts may call the API."},
    {.name = "job-workers",
     .variables = {"JOB_WORKERS"},
     .type = SettingType::Number,
     .fallback = "2",
     .min = 1,
     .max = 64,
     .help = "How many jobs run at a time."},
    {.name = "max-sessions",
     .variables = {"MAX_SESSIONS"},
     .type = SettingType::Number,
     .fallback = "100",
     .min = 1,
     .max = 10000,
     .help = "How many picture stories are made at a time; further ones wait for their turn."},
    {.name = "session-cleanup-hours",
     .variables = {"SESSION_CLEANUP_HOURS"},
     .type = SettingType::Number,
     .fallback = "24",
     .min = 1,
     .max = 87600,
     .help = "Hours after which a picture story that nobody touched leaves the lists; what models "
             "made for it and nobody approved goes into the bin."},
    {.name = "cache-mb",
     .variables = {"CACHE_MB"},
     .type = SettingType::Number,
     .fallback = "512",
     .min = 16,
     .max = 1048576,
     .help = "Size in MiB that the cache may reach before it is emptied."},
    {.name = "dev",
     .variables = {"FABULA_DEV"},
     .fallback = "",
     .help = "Source folder from which templates and scripts are read at each request."}};

}  // namespace

const std::vector<SettingRow>& setting_table() {
    return kTable;
}

namespace {

std::map<std::string, std::string> read_environment() {
    std::map<std::string, std::string> out;
    for (const auto& row : setting_table()) {
        for (const auto variable : row.variables) {
            const std::string name(variable);
            if (const char* value = std::getenv(name.c_str())) out[name] = value;
        }
    }
    return out;
}

std::string read_dotenv() {
    const std::ifstream file(".env", std::ios::binary);
    std::ostringstream text;
    if (file) text << file.rdbuf();
    return text.str();
}

}  // namespace

Settings load_settings(const std::map<std::string, std::string>& flags) {
    return Settings(setting_table(), flags, read_environment(), read_dotenv());
}

}  // namespace fabula::app
